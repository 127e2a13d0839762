package dev.fovea.worklist;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.DicomException;
import dev.fovea.dicom.ScheduledStep;
import dev.fovea.dicom.net.FindClient;
import dev.fovea.dicom.net.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A modality worklist, asked by DICOM (PS3.4 annex K).
public final class ModalityWorklist implements WorklistSource {
    /// What is asked for.
    ///
    /// @param modality of the camera, `worklist.modality`; empty for all
    /// @param station the camera's title, `worklist.station`; empty for all
    /// @param itemsMax taken from one answer
    public record Wanted(String modality, String station, int itemsMax) {
        public Wanted {
            if (!modality.matches("[A-Z0-9_ ]{0,16}")) {
                throw new IllegalArgumentException(
                        "worklist.modality must be at most 16 capitals and digits, such as OP, was \"" + modality
                                + "\"");
            }
            if (!station.matches("[\\x20-\\x5b\\x5d-\\x7e]{0,16}")) {
                throw new IllegalArgumentException(
                        "worklist.station must be at most 16 ASCII characters without a backslash, was \"" + station
                                + "\"");
            }
        }
    }

    private final Peer peer;
    private final Wanted wanted;

    public ModalityWorklist(Peer peer, Wanted wanted) {
        this.peer = peer;
        this.wanted = wanted;
    }

    @Override
    public Answer ask(LocalDate from, LocalDate until) {
        FindClient.Found found = found(from, until);
        List<Item> items = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (FindClient.Match match : found.matches()) {
            try {
                ScheduledStep step = ScheduledStep.read(ByteBuffer.wrap(match.dataSet()), match.explicit());
                if (isWanted(step)) {
                    items.add(item(step));
                }
            } catch (DicomException | IllegalArgumentException e) {
                refused.add("an item cannot be used: " + e.getMessage());
            }
        }
        return new Answer(items, refused, !found.more());
    }

    private FindClient.Found found(LocalDate from, LocalDate until) {
        Attributes question =
                ScheduledStep.question(new ScheduledStep.Wanted(from, until, wanted.modality(), wanted.station()));
        try {
            return FindClient.find(peer, question, wanted.itemsMax());
        } catch (IOException e) {
            throw new WorklistException(peer + ": " + e.getMessage(), e);
        }
    }

    /// Not every worklist heeds every filter; one that says nothing of it has been asked for it.
    private boolean isWanted(ScheduledStep step) {
        return step.modality().map(said -> isAnyOr(wanted.modality(), said)).orElse(true)
                && step.station().map(said -> isAnyOr(wanted.station(), said)).orElse(true);
    }

    private static boolean isAnyOr(String wanted, String said) {
        return wanted.isEmpty() || wanted.equals(said);
    }

    private static Item item(ScheduledStep step) {
        return new Item(
                step.study(),
                step.id().orElse(""),
                new Patient(
                        step.patientId(),
                        step.patientName(),
                        step.birthDate(),
                        step.sex().filter(word -> word.matches("[MFO]")),
                        step.personName()),
                new Order(step.accession(), step.procedure(), step.physician(), step.station()),
                step.day(),
                step.time());
    }
}
