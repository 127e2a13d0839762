package dev.fovea.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TakenPortTest {
    @Test
    void aPortThatIsTakenIsASentenceNamingHostAndPort() {
        try (Talk first = Talk.to()) {
            WebSettings same = WebSettings.DEFAULT.at("127.0.0.1", first.port());

            assertThatExceptionOfType(WebException.class)
                    .isThrownBy(() -> Web.start(same, List.of()))
                    .withMessageStartingWith("cannot listen at http.host 127.0.0.1, http.port " + first.port() + ": ");
        }
    }
}
