package dev.fovea.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.dicom.net.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Against the worklist of DCMTK, whose items are files.
@Timeout(60)
class ModalityWorklistTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @TempDir
    Path folder;

    private Ris ris;

    @BeforeEach
    void serve() throws IOException {
        ris = Ris.in(folder);
    }

    @AfterEach
    void stop() {
        if (ris != null) {
            ris.close();
        }
    }

    private ModalityWorklist worklist(String called, int itemsMax) {
        return new ModalityWorklist(
                new Peer("127.0.0.1", ris.port(), called, "FOVEA", Duration.ofSeconds(20), Optional.empty()),
                new ModalityWorklist.Wanted("OP", "FOVEA", itemsMax));
    }

    @Test
    void todaysItemsComeAsTheyAreOrdered() throws Exception {
        ris.order("1", "P-1", "Müller^Eva", "20261122 OP");
        ris.order("2", "P-2", "Otieno^Ben", "20261123 OP");
        ris.order("3", "P-3", "Another^Day", "20261125 OP");
        ris.order("4", "P-4", "Another^Device", "20261122 CT");

        WorklistSource.Answer answer = worklist("RIS", 10).ask(TODAY, TODAY.plusDays(1));

        assertThat(answer.refused()).isEmpty();
        assertThat(answer.whole()).isTrue();
        assertThat(answer.items())
                .containsExactlyInAnyOrder(
                        expected("1", "P-1", "Müller, Eva", TODAY),
                        expected("2", "P-2", "Otieno, Ben", TODAY.plusDays(1)));
    }

    private static Item expected(String study, String patient, String name, LocalDate day) {
        return new Item(
                "1.2." + study,
                "S-" + study,
                new Patient(
                        patient,
                        Optional.of(name),
                        Optional.of(LocalDate.of(1961, 4, 7)),
                        Optional.of("F"),
                        Optional.of(name.replace(", ", "^"))),
                new Order(
                        Optional.of("A-" + study),
                        Optional.of("Both eyes"),
                        Optional.of("Reader, Rita"),
                        Optional.of("FOVEA")),
                day,
                Optional.of(LocalTime.of(9, 30)));
    }

    @Test
    void moreThanAreTakenAreSaid() throws Exception {
        for (int i = 1; i <= 4; i++) {
            ris.order(String.valueOf(i), "P-" + i, "A^B", "20261122 OP");
        }

        WorklistSource.Answer answer = worklist("RIS", 3).ask(TODAY, TODAY);

        assertThat(answer.items()).hasSize(3);
        assertThat(answer.whole()).isFalse();
    }

    @Test
    void aTitleThatIsNotServedIsSaid() {
        assertThatExceptionOfType(WorklistException.class)
                .isThrownBy(() -> worklist("NOBODY", 3).ask(TODAY, TODAY))
                .withMessageContaining("NOBODY at 127.0.0.1:" + ris.port() + ": it rejects our association");
    }

    @Test
    void filtersThatCannotBeAreRefusedByName() {
        for (List<String> bad : List.of(List.of("op", ""), List.of("OP", "A\\B"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ModalityWorklist.Wanted(bad.getFirst(), bad.getLast(), 1))
                    .withMessageStartingWith("worklist.");
        }
    }
}
