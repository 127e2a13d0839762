package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.store.DataFolder;
import dev.fovea.store.ReplacementDatabase;
import dev.fovea.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a new index from the photographs and their side files, and takes over every whole answer the old database
/// still gives; what has no answer is graded again. The old database goes aside, never away. History of dead
/// letters is lost. So are chart entries and reports on damaged pages: nothing else knows them.
///
/// A side file whose photograph is gone still becomes a capture: grading will call it failed, which a person sees.
public final class SpoolRebuild {
    /// What came of it.
    ///
    /// @param captures rows made
    /// @param answers of them, those that kept their answer
    /// @param charts entries and reports of people that were taken over
    /// @param superseded side files of an attempt that was sent again, or in another patient's exam: left for the
    ///     next sweep
    /// @param unreadable side files that are not whole, left where they are
    /// @param nameless photographs without any side file, left where they are
    /// @param aside where the old database is now
    public record Rebuilt(
            int captures,
            int answers,
            int charts,
            int superseded,
            int unreadable,
            int nameless,
            Optional<Path> aside) {}

    private final DataFolder folder;
    private final List<SideFile> sides = new ArrayList<>();
    private int unreadable;
    private int nameless;

    private SpoolRebuild(DataFolder folder) {
        this.folder = folder;
    }

    /// Until the very end the folder is as it was; interrupted, it can simply be run again.
    ///
    /// @throws StoreException when a daemon uses the folder, or the disk fails
    public static Rebuilt run(DataFolder folder, Instant now) {
        return new SpoolRebuild(folder).rebuild(now);
    }

    private Rebuilt rebuild(Instant now) {
        try (ReplacementDatabase replacement = ReplacementDatabase.begin(folder)) {
            for (Path shelf : new Shelves(folder, Disk.REAL).all()) {
                read(Shelf.list(shelf, Set.of()));
            }
            List<SideFile> chosen = choose(replacement.readableCaptures(sides.size()));
            chosen.forEach(side -> replacement.add(side.capture(), side.idempotencyKey()));
            int answers = replacement.salvageAnswers();
            int charts = replacement.salvageCharts();
            Disk.REAL.delete(folder.clean());
            Optional<Path> aside = replacement.putInPlace(now);
            return new Rebuilt(
                    chosen.size(), answers, charts, sides.size() - chosen.size(), unreadable, nameless, aside);
        } catch (IOException e) {
            throw new StoreException("the index of " + folder.root() + " cannot be rebuilt: " + e.getMessage(), e);
        }
    }

    private void read(Shelf shelf) {
        for (Shelf.Identity identity : shelf.unindexed()) {
            try {
                identity.read().ifPresentOrElse(sides::add, () -> unreadable++);
            } catch (IOException e) {
                unreadable++;
            }
        }
        nameless += shelf.nameless().size();
    }

    /// Two side files may stand for one act: a crash before the commit, then the same sent again. The one the old
    /// database knows was acknowledged; failing that, the earlier one counts. So it is with two patients in one
    /// exam.
    ///
    /// @return by arrival
    private List<SideFile> choose(Set<CaptureId> known) {
        Comparator<SideFile> byArrival = Comparator.comparing(
                        (SideFile side) -> side.capture().arrivedAt())
                .thenComparing(side -> side.capture().id());
        Comparator<SideFile> knownFirst = Comparator.comparing(
                (SideFile side) -> !known.contains(side.capture().id()));
        Set<Object> taken = new HashSet<>();
        Map<String, Capture> owners = new HashMap<>();
        return sides.stream()
                .sorted(knownFirst.thenComparing(byArrival))
                .filter(side -> known.contains(side.capture().id()) || isOwners(side.capture(), owners))
                .filter(side -> isNew(side, taken))
                .peek(side -> own(side.capture(), owners))
                .sorted(byArrival)
                .toList();
    }

    /// As [Precedent]: an exam is one patient's.
    private static boolean isOwners(Capture capture, Map<String, Capture> owners) {
        return Optional.ofNullable(owners.get(capture.identity().exam()))
                .filter(owner -> Precedent.isAnotherPatient(owner, capture.identity()))
                .isEmpty();
    }

    private static void own(Capture capture, Map<String, Capture> owners) {
        if (capture.identity().patient().isPresent()) {
            owners.putIfAbsent(capture.identity().exam(), capture);
        }
    }

    private static boolean isNew(SideFile side, Set<Object> taken) {
        Capture capture = side.capture();
        List<Object> question = List.of(capture.identity().exam(), capture.content(), capture.task());
        boolean keyIsTaken = side.idempotencyKey().isPresent()
                && taken.contains(side.idempotencyKey().get());
        if (keyIsTaken || !taken.add(question)) {
            return false;
        }
        side.idempotencyKey().ifPresent(taken::add);
        return true;
    }
}
