package dev.fovea.ingest.dicom;

import dev.fovea.dicom.Part10;
import dev.fovea.dicom.net.Storage;
import dev.fovea.model.Priority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/// Objects that the listener receives, to the front desk as files: one data set is one capture.
public final class DicomIntake implements Storage {
    private final FrontDesk desk;

    public DicomIntake(FrontDesk desk) {
        this.desk = desk;
    }

    @Override
    public Answer store(Offer offer, InputStream dataSet) throws IOException {
        InputStream file = new SequenceInputStream(
                new ByteArrayInputStream(Part10.head(
                        offer.sopClass(), offer.sopInstance(), offer.syntax().uid())),
                dataSet);
        return desk.take(
                        file,
                        new FrontDesk.Bearer(
                                offer.caller(),
                                offer.urgent() ? Priority.LIVE : Priority.BACKLOG,
                                Optional.of(offer.sopInstance()),
                                Optional.empty()))
                .answer();
    }
}
