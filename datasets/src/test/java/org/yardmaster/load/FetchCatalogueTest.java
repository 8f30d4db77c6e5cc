package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.DatasetCard;

class FetchCatalogueTest {
  @Test
  void everySourceHasACardAnImporterAndSecureAddresses() {
    List<String> cards = Cards.all().stream().map(DatasetCard::id).toList();
    assertThat(FetchCatalogue.all()).isNotEmpty();
    FetchCatalogue.all()
        .forEach(
            (id, source) -> {
              assertThat(cards).contains(id);
              assertThat(Importers.named(source.format()).format().datasetIds()).contains(id);
              assertThat(source.files())
                  .allSatisfy(
                      file -> assertThat(source.address(file).getScheme()).isEqualTo("https"));
            });
  }

  @Test
  void aFileNeverLeavesItsFolder() {
    assertThatThrownBy(() -> new FetchCatalogue.RemoteFile("a/../../b", 1, "0".repeat(64)))
        .hasMessageContaining("must stay in its folder");
  }
}
