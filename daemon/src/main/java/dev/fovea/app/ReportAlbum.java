package dev.fovea.app;

import dev.fovea.image.Overlay;
import dev.fovea.model.CaptureId;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Outcome;
import dev.fovea.model.Stage;
import dev.fovea.publish.paper.Album;
import dev.fovea.publish.paper.Picture;
import dev.fovea.publish.paper.Plate;
import dev.fovea.publish.rest.Archive;
import dev.fovea.publish.rest.ModelCard;
import dev.fovea.publish.rest.Pictures;
import dev.fovea.results.CaptureView;
import dev.fovea.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Photographs for reports on paper: found by their ids, drawn as for the page.
final class ReportAlbum implements Album {
    /// Pixels: 43 mm of paper at 300 to the inch.
    private static final int SIDE = 512;

    private final Archive archive;
    private final Pictures pictures;
    private final Supplier<List<ModelCard>> models;

    ReportAlbum(Archive archive, Pictures pictures, Supplier<List<ModelCard>> models) {
        this.archive = archive;
        this.pictures = pictures;
        this.models = models;
    }

    @Override
    public Plate plate(String capture, String content, Optional<String> finding) {
        try {
            Optional<CaptureView> view = CaptureId.parse(capture).flatMap(archive::find);
            if (view.isEmpty()) {
                return new Plate.Lost("The photograph is not in the index any more.");
            }
            if (!view.get().capture().content().hex().equals(content)) {
                return new Plate.Lost("The photograph kept is not the one that this report rests on.");
            }
            return plate(view.get(), finding);
        } catch (StoreException e) {
            if (!e.lost()) {
                // A report is printed once for an archive: what is back in a minute must not be missing for good.
                throw e;
            }
            return new Plate.Lost(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException undecodable) {
            return new Plate.Lost(String.valueOf(undecodable.getMessage()));
        }
    }

    private Plate plate(CaptureView view, Optional<String> finding) {
        Optional<ModelCard> card = models.get().stream()
                .filter(one -> one.task().equals(view.capture().task()))
                .findFirst();
        if (card.isEmpty()) {
            return new Plate.Lost("There is no model for " + view.capture().task() + " any more to cut it for.");
        }
        if (killedTheDecoder(view)) {
            return new Plate.Lost("The photograph could not be decoded.");
        }
        byte[] photograph = pictures.preview(view.capture(), card.get().input(), SIDE);
        Optional<Picture> heatMap = finding.flatMap(name -> heatMap(view, name, photograph));
        return new Plate.Shown(Picture.of(photograph), heatMap);
    }

    /// Such a one is not decoded again where nobody marks what is in hand.
    private static boolean killedTheDecoder(CaptureView view) {
        return view.result()
                .map(result -> result.outcome() instanceof Outcome.Failed failed && failed.stage() == Stage.DECODE)
                .orElse(true);
    }

    private static Optional<Picture> heatMap(CaptureView view, String finding, byte[] photograph) {
        if (!(view.result().orElseThrow().outcome() instanceof Outcome.Findings findings)) {
            return Optional.empty();
        }
        int index = findings.scores().stream().map(ClassScore::name).toList().indexOf(finding);
        return index < 0 ? Optional.empty() : Optional.of(Picture.of(Overlay.jpeg(photograph, findings.map(), index)));
    }
}
