package dev.fovea.publish.dicom;

import dev.fovea.dicom.net.Peer;
import java.util.List;

/// An archive that takes objects by C-STORE.
///
/// @param name of the destination
/// @param peer where it listens, `outbox.NAME.dicom-host` and what follows
/// @param objects kinds of object that it is sent, `outbox.NAME.objects`
/// @param committed whether it must commit itself to keep each of them, `outbox.NAME.commitment`
public record StoreSettings(String name, Peer peer, List<Kind> objects, boolean committed) {
    public StoreSettings {
        objects = List.copyOf(objects);
    }
}
