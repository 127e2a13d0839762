package dev.fovea.distill.data;

import java.util.List;

/// Another source's look given to a picture, for measuring: how much an answer depends on the camera can be seen
/// without a photograph of an unseen one. What is ill stays ill; only light and colour change.
public enum Look {
    /// Each channel's mean and deviation inside the lit field.
    COLOUR {
        @Override
        void give(Canvas canvas, Canvas donor) {
            Colours.of(donor).give(canvas);
        }
    },
    /// The amplitudes of the low frequencies, wholly.
    AMPLITUDE {
        @Override
        void give(Canvas canvas, Canvas donor) {
            new FourierMix(BETA).apply(canvas, donor, 1);
        }
    };

    /// As far as the amplitudes that augmentation mixes reach ([Augmentations#FUNDUS]).
    private static final double BETA = 0.03;

    abstract void give(Canvas canvas, Canvas donor);

    /// Each picture in the look of one drawn for it, for good, from those of another source.
    ///
    /// @param plain how pictures are seen, square; the seed is not used
    /// @param donors training pictures of at least two sources
    /// @param seed another one draws other donors
    /// @throws DataException from the views, when no donor is of another source than the picture
    public Views views(Views plain, List<Sample> donors, long seed) {
        return (sample, _) -> {
            List<Sample> others = donors.stream()
                    .filter(one -> !one.source().equals(sample.source()))
                    .toList();
            if (others.isEmpty()) {
                throw new DataException(
                        "another source's look needs training pictures of another source than " + sample.source());
            }
            Draws draws = new Draws(Draws.seed(seed, sample.name().hashCode(), name().hashCode()));
            Canvas canvas = canvas(plain.of(sample, 0));
            give(canvas, canvas(plain.of(others.get(draws.below(others.size())), 0)));
            canvas.clamp();
            return new View(canvas.planes, 0);
        };
    }

    private static Canvas canvas(View view) {
        int side = (int) Math.round(Math.sqrt((double) view.planes().length / Canvas.CHANNELS));
        return new Canvas(side, view.planes().clone());
    }
}
