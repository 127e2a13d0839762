package dev.fovea.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpLoginTest {
    /// RFC 7616, 3.9.1: the two challenges of the server, its user, and the client's nonce.
    private static final String CHALLENGE = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
            + " algorithm=%s, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private final HttpLogin mufasa = new HttpLogin("Mufasa", "Circle of Life");

    @Test
    void theStandardsExamplesAreAnsweredAsItAnswersThem() {
        String sha256 = answer(CHALLENGE.formatted("MD5"), CHALLENGE.formatted("SHA-256"));
        String md5 = answer(CHALLENGE.formatted("MD5"));

        assertThat(sha256)
                .startsWith("Digest username=\"Mufasa\", realm=\"http-auth@example.org\"")
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
                .contains("uri=\"/dir/index.html\"", "algorithm=SHA-256", "qop=auth,", "nc=00000001")
                .contains("cnonce=\"" + CNONCE + "\"", "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
        assertThat(md5).contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"", "algorithm=MD5");
    }

    @Test
    void digestGoesBeforeBasicInOneHeaderOrTwo() {
        assertThat(answer("Basic realm=\"a, b\", Digest realm=\"c\", nonce=\"n\""))
                .startsWith("Digest ");
        assertThat(answer("Basic realm=\"a\"", "Digest realm=\"c\", nonce=\"n\""))
                .startsWith("Digest ");
    }

    @Test
    void quotesInARealmAreReadAndWritten() {
        assertThat(answer("Digest realm=\"the \\\"eye\\\"\", nonce=\"n\"")).contains("realm=\"the \\\"eye\\\"\"");
    }

    @Test
    void aNameOutsideAsciiIsWrittenAsTheStandardHasIt() {
        Optional<String> answer = new HttpLogin("J\u00e4s\u00f8n Doe", "")
                .answer(List.of("Digest realm=\"a\", nonce=\"n\""), "/", CNONCE);

        assertThat(answer.orElseThrow()).startsWith("Digest username*=UTF-8''J%C3%A4s%C3%B8n%20Doe, realm=");
    }

    @Test
    void basicIsTheAnswerToBasicAndToACameraThatNamesNothing() {
        assertThat(answer("basic realm=\"a\"")).isEqualTo("Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl");
        assertThat(answer()).isEqualTo("Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl");
    }

    @Test
    void whatIsNotKnownIsNotAnswered() {
        assertThat(tryAnswer("Negotiate")).isEmpty();
        assertThat(tryAnswer("Digest realm=\"a\", nonce=\"n\", algorithm=MD5-sess"))
                .isEmpty();
        assertThat(tryAnswer("Digest realm=\"a\", nonce=\"n\", qop=\"auth-int\""))
                .isEmpty();
        assertThat(tryAnswer("Digest realm=\"" + "\\a".repeat(4096) + "\", nonce=\"n\""))
                .isEmpty();
    }

    private String answer(String... asked) {
        return tryAnswer(asked).orElseThrow();
    }

    private Optional<String> tryAnswer(String... asked) {
        return mufasa.answer(List.of(asked), "/dir/index.html", CNONCE);
    }
}
