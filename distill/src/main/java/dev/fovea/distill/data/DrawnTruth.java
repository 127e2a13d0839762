package dev.fovea.distill.data;

import dev.fovea.drawing.Drawing;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.DrawnScan;
import dev.fovea.drawing.Lesions;
import dev.fovea.model.Laterality;

/// What can be drawn with known truth. Pure in the numbers given.
public enum DrawnTruth {
    /// A clouded lens.
    CLOUDED(false) {
        @Override
        Drawing draw(DrawnEye eye, DrawnScan scan, Draws draws) {
            return eye.withHaze(draws.between(0.4, 0.85));
        }
    },
    HEALTHY(false) {
        @Override
        Drawing draw(DrawnEye eye, DrawnScan scan, Draws draws) {
            return eye.withCup(draws.between(0.2, 0.45));
        }
    },
    LARGE_CUP(false) {
        @Override
        Drawing draw(DrawnEye eye, DrawnScan scan, Draws draws) {
            return eye.withCup(draws.between(0.7, 0.9));
        }
    },
    /// Red spots and yellow exudates.
    SPOTS(false) {
        @Override
        Drawing draw(DrawnEye eye, DrawnScan scan, Draws draws) {
            Lesions spots = new Lesions(30 + draws.below(100), 10 + draws.below(40), 50 + draws.below(250));
            return eye.withLesions(spots).withCup(draws.between(0.2, 0.45));
        }
    },
    /// A healthy cross-section.
    FLAT(true) {
        @Override
        Drawing draw(DrawnEye eye, DrawnScan scan, Draws draws) {
            return scan;
        }
    },
    BUMPS(true) {
        @Override
        Drawing draw(DrawnEye eye, DrawnScan scan, Draws draws) {
            return scan.withDrusen(5 + draws.below(25));
        }
    },
    FLUID(true) {
        @Override
        Drawing draw(DrawnEye eye, DrawnScan scan, Draws draws) {
            return scan.withFluid(draws.between(0.35, 1));
        }
    };

    private static final int EYE = 512;
    private static final int SCAN_WIDTH = 768;
    private static final int SCAN_HEIGHT = 284;

    private final boolean scan;

    DrawnTruth(boolean scan) {
        this.scan = scan;
    }

    abstract Drawing draw(DrawnEye eye, DrawnScan scan, Draws draws);

    /// One person's eye as a JPEG file. A person's two eyes resemble each other; the demonstration's own people are
    /// not among these.
    public byte[] jpeg(int person, Laterality side) {
        long seed = Draws.seed(name().hashCode(), person);
        Draws draws = new Draws(Draws.seed(seed, side.name().hashCode()));
        Drawing drawing = draw(DrawnEye.healthy(side, seed), DrawnScan.healthy(side, seed), draws);
        return scan ? drawing.jpeg(SCAN_WIDTH, SCAN_HEIGHT) : drawing.jpeg(EYE, EYE);
    }
}
