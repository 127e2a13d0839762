package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.model.Laterality;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page speaks the browser's language, or the one chosen on it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PageLanguageTest {
    private FakeDaemon daemon;
    private Chromium chromium;

    @BeforeAll
    void launch() {
        chromium = Chromium.launchFor(getClass());
    }

    @BeforeEach
    void open() {
        daemon = FakeDaemon.start();
    }

    @AfterEach
    void leave() {
        daemon.close();
    }

    @AfterAll
    void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private Technician speaking(String locale) {
        return Technician.at(chromium.browser(), Technician.desktop().setLocale(locale))
                .opens(daemon.address());
    }

    @ParameterizedTest
    @CsvSource({
        "es-MX, es, Añadir fotografías, Derivar, Glaucoma (nervio óptico), Imprimir",
        "fr-FR, fr, Ajouter des photographies, Orienter, Glaucome (nerf optique), Imprimer",
        "hi-IN, hi, तस्वीरें जोड़ें, रेफ़र करें, ग्लूकोमा (दृष्टि तंत्रिका), छापें",
        "sw-KE, sw, Ongeza picha, Mpe rufaa, Glakoma (neva ya jicho), Chapisha",
        "de-DE, en, Add photographs, Refer, Glaucoma, Print"
    })
    void thePageSpeaksTheBrowsersLanguageOrEnglish(
            String locale, String language, String add, String refer, String glaucoma, String print) {
        try (Technician technician = speaking(locale)) {
            Page page = technician.page();
            assertThat(page.evaluate("document.documentElement.lang")).isEqualTo(language);
            assertThat(technician.text("#add")).isEqualTo(add);

            byte[] eye = DrawnEye.healthy(Laterality.RIGHT, 1).jpeg(600, 600);
            technician
                    .addsPhotographs("SPEAKS", "OD", new FilePayload("cup.jpg", "image/jpeg", eye))
                    .sends();

            assertThat(technician.answered("SPEAKS", "OD").textContent()).contains(refer, glaucoma);
            technician.photographs("language-" + language).looksAt("SPEAKS", "OD");
            assertThat(technician.text("#detail")).contains(glaucoma, print);
        }
    }

    @Test
    void theLanguageChosenIsKept() {
        try (Technician technician = speaking("en-GB")) {
            Page page = technician.page();

            page.selectOption("#language", "sw");

            page.waitForCondition(() -> technician.text("#add").equals("Ongeza picha"));
            technician.opens(daemon.address());
            assertThat(technician.text("#add")).isEqualTo("Ongeza picha");
            assertThat(page.inputValue("#language")).isEqualTo("sw");
        }
    }
}
