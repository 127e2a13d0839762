package dev.fovea.app;

import dev.fovea.dicom.net.Peer;
import dev.fovea.worklist.ModalityWorklist;
import dev.fovea.worklist.WorklistSettings;
import java.time.Duration;
import java.util.Optional;

/// Whom the clinic expects, and who is asked for it.
///
/// @param server empty when nobody is asked
record WorklistConfig(WorklistSettings list, Optional<Peer> server, ModalityWorklist.Wanted wanted) {
    static WorklistConfig of(Settings settings) {
        WorklistSettings list = new WorklistSettings(
                settings.duration("worklist.period", "1min"),
                settings.number("worklist.days", 2),
                settings.number("worklist.items-max", 500));
        ModalityWorklist.Wanted wanted = new ModalityWorklist.Wanted(
                settings.text("worklist.modality", "OP"), settings.text("worklist.station", ""), list.itemsMax());
        return new WorklistConfig(list, server(settings), wanted);
    }

    private static Optional<Peer> server(Settings settings) {
        Duration answerMax = PeerConfig.answerMax(settings, "worklist.answer-max", "15s");
        return new PeerConfig(settings, "worklist.", "").peer("WORKLIST", answerMax);
    }
}
