package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.publish.paper.Language;
import dev.fovea.publish.paper.PaperSettings;
import java.time.ZoneId;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperConfigTest {
    private static PaperSettings of(String... pairs) {
        Properties texts = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.setProperty(pairs[i], pairs[i + 1]);
        }
        return PaperConfig.of(new Settings(texts));
    }

    @Test
    void withoutSettingsTheClockIsTheSystems() {
        assertThat(of()).isEqualTo(new PaperSettings("", ZoneId.systemDefault(), Language.EN));
    }

    @Test
    void aClinicHasItsNameItsClockAndItsLanguage() {
        assertThat(of("report.clinic", "Clínica", "report.zone", "America/Lima", "report.language", "es"))
                .isEqualTo(new PaperSettings("Clínica", ZoneId.of("America/Lima"), Language.ES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report.language | de | report.language must be one of en, es, fr, hi, sw, was \"de\"",
                "report.zone | Rome | report.zone must be the name of a time zone such as Africa/Nairobi, was \"Rome\""
            })
    void whatCannotBeIsRefusedByItsName(String key, String value, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(key, value)).withMessage(sentence);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("report.clinic", "x".repeat(129)))
                .withMessageStartingWith("report.clinic must have at most 128 characters");
    }
}
