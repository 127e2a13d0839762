package dev.fovea.distill.data;

import dev.fovea.distill.data.Augmentations.Amount;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes varied pictures of one: a pure function of the pixels and the seed. Any thread.
///
/// Every effect draws from its own stream of random numbers, so that taking one away (an ablation) leaves what the
/// others do to each picture as it was.
public final class Augmentation {
    private final Augmentations wanted;
    private final int from;
    private final int side;

    /// @param from the side of the pictures that come in, pixels
    /// @param side the side of the pictures that go out, pixels
    public Augmentation(Augmentations wanted, int from, int side) {
        if (from < 8 || side < 8) {
            throw new IllegalArgumentException("sides must be at least 8 pixels, were " + from + " and " + side);
        }
        this.wanted = wanted;
        this.from = from;
        this.side = side;
    }

    /// @param bytes HWC in RGB order
    /// @param donor a picture of another source, same shape; asked for only when [Effect#AMPLITUDE] or
    ///   [Effect#TONE] happens
    public View apply(byte[] bytes, Supplier<byte[]> donor, long seed) {
        if (bytes.length != 3 * from * from) {
            throw new IllegalArgumentException(
                    "a picture of side " + from + " has " + 3 * from * from + " bytes, got " + bytes.length);
        }
        Field field = draws(Effect.FIELD, seed)
                .map(chosen -> Field.drawn(chosen.amount.strength(), chosen.draws))
                .orElse(Field.WHOLE);
        Canvas canvas = new Canvas(side, warp(bytes, field.zoom(), seed));
        field.cut(canvas);
        draws(Effect.TONE, seed).ifPresent(chosen -> {
            Canvas other = new Canvas(side, Warp.plain(from, side).apply(donor.get()));
            Tone.of(canvas).towards(Tone.of(other), chosen.upTo()).apply(canvas);
        });
        draws(Effect.AMPLITUDE, seed).ifPresent(chosen -> {
            FourierMix mix = new FourierMix(chosen.amount.strength());
            mix.apply(canvas, new Canvas(side, Warp.plain(from, side).apply(donor.get())), chosen.draws.unit());
        });
        double haze = draws(Effect.HAZE, seed)
                .map(chosen -> LensHaze.apply(canvas, chosen.upTo(), chosen.draws))
                .orElse(0.0);
        draws(Effect.LIGHT, seed)
                .ifPresent(chosen -> Light.gradient(canvas, chosen.upTo(), chosen.draws.between(0, 2 * Math.PI)));
        draws(Effect.GLARE, seed).ifPresent(chosen -> Light.glare(canvas, chosen.upTo(), chosen.draws));
        draws(Effect.VIGNETTE, seed).ifPresent(chosen -> Light.vignette(canvas, chosen.upTo()));
        colour(seed).apply(canvas);
        draws(Effect.CHANNELS, seed)
                .ifPresent(chosen -> ColourJitter.channels(
                        canvas, 1 + chosen.eitherWay(), 1 + chosen.eitherWay(), 1 + chosen.eitherWay()));
        draws(Effect.GAMMA, seed).ifPresent(chosen -> ColourJitter.gamma(canvas, Math.exp(chosen.eitherWay())));
        draws(Effect.BLUR, seed).ifPresent(chosen -> Sharpness.blur(canvas, chosen.upTo()));
        draws(Effect.RESOLUTION, seed).ifPresent(chosen -> Sharpness.lower(canvas, 1 - chosen.upTo()));
        draws(Effect.NOISE, seed).ifPresent(chosen -> Grain.add(canvas, chosen.upTo(), chosen.draws));
        draws(Effect.JPEG, seed).ifPresent(chosen -> {
            double quality = chosen.draws.between(100 * (1 - chosen.amount.strength()), 95);
            JpegTrip.apply(canvas, (int) Math.round(Math.clamp(quality, 1, 95)));
        });
        draws(Effect.ERASING, seed).ifPresent(chosen -> Erasing.apply(canvas, chosen.upTo(), chosen.draws));
        canvas.clamp();
        return new View(canvas.planes, haze);
    }

    private float[] warp(byte[] bytes, double closer, long seed) {
        boolean flip = draws(Effect.FLIP, seed).isPresent();
        double angle = draws(Effect.ROTATION, seed).map(Chosen::eitherWay).orElse(0.0);
        double zoom = closer
                * draws(Effect.SCALE, seed)
                        .map(chosen -> Math.exp(chosen.draws.between(-1, 1) * -Math.log(1 - chosen.amount.strength())))
                        .orElse(1.0);
        double[] shift = draws(Effect.SHIFT, seed)
                .map(chosen -> new double[] {chosen.eitherWay(), chosen.eitherWay()})
                .orElse(new double[2]);
        return new Warp(from, side, flip, Math.toRadians(angle), zoom, shift[0], shift[1]).apply(bytes);
    }

    private ColourJitter colour(long seed) {
        return new ColourJitter(
                factor(Effect.BRIGHTNESS, seed),
                factor(Effect.CONTRAST, seed),
                factor(Effect.SATURATION, seed),
                draws(Effect.HUE, seed).map(Chosen::eitherWay).orElse(0.0));
    }

    private double factor(Effect effect, long seed) {
        return 1 + draws(effect, seed).map(Chosen::eitherWay).orElse(0.0);
    }

    /// Empty when it does not happen to this picture.
    private Optional<Chosen> draws(Effect effect, long seed) {
        Draws draws = new Draws(Draws.seed(seed, effect.name().hashCode()));
        return wanted.of(effect)
                .filter(amount -> draws.chance(amount.probability()))
                .map(amount -> new Chosen(amount, draws));
    }

    private record Chosen(Amount amount, Draws draws) {
        double upTo() {
            return draws.unit() * amount.strength();
        }

        double eitherWay() {
            return draws.between(-amount.strength(), amount.strength());
        }
    }
}
