/// DICOM on the network (PS3.7, PS3.8): the listener, Verification and Storage as a service class provider; and the
/// clients, which send, ask for a worklist, and ask whether somebody is there.
///
/// [dev.fovea.dicom.net.Listener] accepts connections, so many at a time; [dev.fovea.dicom.net.Association] is one
/// of them, on a virtual thread with plain blocking code. Everything the wire claims is held against a limit
/// before it is believed: lengths before memory is taken, and each read against the clock. What arrives is handed
/// on as a stream ([dev.fovea.dicom.net.Storage]), and the sender hears success only after that has returned it.
///
/// The other way round [dev.fovea.dicom.net.StoreClient], [dev.fovea.dicom.net.FindClient] and
/// [dev.fovea.dicom.net.EchoClient] each open an association of their own
/// ([dev.fovea.dicom.net.Requestor]), ask, wait so long and no longer, and close it.
@NullMarked
package dev.fovea.dicom.net;

import org.jspecify.annotations.NullMarked;
