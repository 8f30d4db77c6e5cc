package org.yardmaster.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {

  @ParameterizedTest
  @ValueSource(strings = {"a = '</script>'", "a = '</SCRIPT '", "<!-- <script>"})
  void aScriptThatWouldEndEarlyIsRefused(String script) {
    assertThatThrownBy(() -> new Markup().raw("script", script)).hasMessageContaining("(script)");
  }

  @Test
  void aScriptIsWrittenAsItIs() {
    assertThat(new Markup().raw("script", "a < b && '</span>'"))
        .hasToString("<script>a < b && '</span>'</script>");
  }
}
