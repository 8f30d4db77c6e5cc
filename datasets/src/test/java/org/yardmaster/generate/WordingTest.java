package org.yardmaster.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "classification,verdicts,3",
    "classification,priorities,3",
    "classification,rules,6",
    "classification,abroad,2",
    "code-generation,steps,8",
    "code-generation,ends,3",
    "code-generation,aggregates,4",
    "code-review,kindLabels,8",
    "function-calling,requests,10",
    "function-calling,tools,10",
    "intent-recognition,track_parcel,3",
    "people,weekdays,7",
    "people,months,12",
    "translation,short,8",
    "translation,middle,8",
    "translation,languages,4",
  })
  void textsThatAreChosenByPlaceAreCompleteInEveryLanguage(String name, String key, int count) {
    Wording wording = Wording.of(name);
    assertThat(Language.values()).allMatch(language -> wording.list(key, language).size() == count);
  }

  @Test
  void fillsSlotsAndLeavesOtherBracesAlone() {
    assertThat(Wording.fill("{a} {\"b\": 1} { c }", Map.of("a", "$1")))
        .isEqualTo("$1 {\"b\": 1} { c }");
  }

  @Test
  void namesTheSlotThatNobodyFilled() {
    assertThatThrownBy(() -> Wording.fill("Hello {name}.", Map.of()))
        .hasMessage("Slot (name) of (Hello {name}.) is not filled.");
  }

  @Test
  void namesTheMissingFileAndKey() {
    assertThatThrownBy(() -> Wording.of("nowhere")).hasMessageContaining("nowhere.yaml");
    assertThatThrownBy(() -> Wording.of("people").list("aunts", Language.DE))
        .hasMessage("Wording (people.yaml) has no texts for (aunts) in (de).");
  }

  @Test
  void anotherSeedGivesOtherItemsAndTheSameSeedTheSame() {
    List<?> first = new GeneratedSamples(1, 6).samples();
    assertThat(new GeneratedSamples(1, 6).samples()).isEqualTo(first);
    assertThat(new GeneratedSamples(2, 6).samples()).isNotEqualTo(first).hasSameSizeAs(first);
  }

  @Test
  void moreItemsLeaveTheEarlierOnesAsTheyAre() {
    assertThat(new GeneratedSamples(1, 9).samples())
        .containsAll(new GeneratedSamples(1, 6).samples());
  }
}
