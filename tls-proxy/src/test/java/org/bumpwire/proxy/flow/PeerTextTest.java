package org.bumpwire.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeerTextTest {
    @Test
    void leavesHarmlessTextAlone() {
        assertThat(PeerText.clean("GET /grün?q=日本 HTTP/1.1")).isEqualTo("GET /grün?q=日本 HTTP/1.1");
    }

    @Test
    void replacesWhatATerminalWouldObey() {
        assertThat(PeerText.clean("a\u001b[2Jb\r\nc\u0000d\u009be\u202ef\u2028g\u007f"))
                .isEqualTo("a\uFFFD[2Jb\uFFFD\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFD");
    }

    @Test
    void cutsLongTextAndSaysSo() {
        assertThat(PeerText.clean("x".repeat(600))).isEqualTo("x".repeat(512) + "…");
        assertThat(PeerText.clean("x\n".repeat(10), 4)).isEqualTo("x\uFFFDx\uFFFD…");
    }
}
