package dev.fovea.app;

import dev.fovea.exams.Exams;
import dev.fovea.exams.Report;
import dev.fovea.publish.dicom.DicomObjects;
import dev.fovea.publish.dicom.Equipment;
import dev.fovea.publish.dicom.Originals;
import dev.fovea.publish.dicom.Rendering;
import dev.fovea.publish.paper.Press;
import dev.fovea.publish.rest.ExamJson;
import dev.fovea.spool.Spool;
import dev.fovea.store.Database;
import dev.fovea.store.StoreException;
import dev.fovea.worklist.Worklist;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What the DICOM objects of an exam are made from: this box, the photographs in its spool, and its press.
final class Writings {
    private Writings() {}

    static DicomObjects of(Equipment box, Spool spool, Press press, Database database) {
        return new DicomObjects(
                box,
                originals(spool),
                rendering(press),
                (exam, edition) -> database.read(connection -> Exams.whole(connection, exam, edition)));
    }

    /// An exam also says what was ordered, as the worklist has it, and a report as it had it then.
    static Exams.Orders orders() {
        return (connection, exam) -> exam.patient().isEmpty()
                ? Optional.empty()
                : Worklist.ordered(connection, exam.exam(), exam.patient().get())
                        .map(ExamJson::order);
    }

    private static Originals originals(Spool spool) {
        return id -> spool.find(id)
                .map(spool::original)
                .orElseThrow(() -> StoreException.lost(
                        "photograph " + id + " is not in the index any more",
                        new NoSuchElementException(id.toString())));
    }

    private static Rendering rendering(Press press) {
        return new Rendering() {
            @Override
            public byte[] pdf(Report report) {
                return press.pdf(report);
            }

            @Override
            public byte[] jpeg(Report report) {
                return press.jpeg(report);
            }
        };
    }
}
