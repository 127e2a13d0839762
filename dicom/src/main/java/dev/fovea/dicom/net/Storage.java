package dev.fovea.dicom.net;

import dev.fovea.dicom.TransferSyntax;
import java.io.IOException;
import java.io.InputStream;

/// Where received objects go.
@FunctionalInterface
public interface Storage {
    /// Takes one object, on the association's thread. What is left of the stream is thrown away afterwards.
    ///
    /// @param dataSet the data set as it comes, without file meta information; ends with the object
    /// @return what the sender hears; success only when the object is durable
    /// @throws IOException when the sender broke off: nobody is left to hear anything
    Answer store(Offer offer, InputStream dataSet) throws IOException;

    /// What the command says about an object.
    ///
    /// @param caller the sender's application entity title
    /// @param urgent whether the sender asked for high priority
    record Offer(String sopClass, String sopInstance, TransferSyntax syntax, String caller, boolean urgent) {}

    /// @param comment a sentence, cut to 64 characters on the wire; empty with success
    record Answer(Status status, String comment) {
        public static final Answer STORED = new Answer(Status.SUCCESS, "");
    }

    /// The statuses we answer with (PS3.4 B.2.3, PS3.7 C).
    enum Status {
        SUCCESS(0x0000),
        /// Out of resources: try again later.
        OUT_OF_RESOURCES(0xa700),
        /// Not what its SOP class promises, or pixels that are not decoded.
        DOES_NOT_MATCH(0xa900),
        CANNOT_UNDERSTAND(0xc000),
        UNRECOGNIZED_OPERATION(0x0211);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        /// The number on the wire.
        public int code() {
            return code;
        }
    }
}
