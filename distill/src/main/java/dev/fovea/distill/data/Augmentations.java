package dev.fovea.distill.data;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Which effects, how often and how strong. A value: an ablation takes one away ([#without]) or has one alone
/// (`NONE.with(...)`).
///
/// @param amounts effects that are not in it never happen
public record Augmentations(Map<Effect, Amount> amounts) {
    public static final Augmentations NONE = new Augmentations(Map.of());

    /// For colour photographs of the retina from cameras nobody has met yet: colour, light and sharpness vary
    /// far more than within one camera, because they are what identifies it.
    public static final Augmentations FUNDUS = NONE.with(Effect.FLIP, 0.5, 1)
            .with(Effect.ROTATION, 0.8, 20)
            .with(Effect.SCALE, 0.8, 0.15)
            .with(Effect.SHIFT, 0.5, 0.05)
            .with(Effect.FIELD, 0.6, 0.26)
            .with(Effect.TONE, 0.4, 1)
            .with(Effect.AMPLITUDE, 0.3, 0.03)
            .with(Effect.HAZE, 0.1, 0.25)
            .with(Effect.LIGHT, 0.3, 0.3)
            .with(Effect.GLARE, 0.15, 0.5)
            .with(Effect.VIGNETTE, 0.3, 0.5)
            .with(Effect.BRIGHTNESS, 0.8, 0.3)
            .with(Effect.CONTRAST, 0.8, 0.3)
            .with(Effect.SATURATION, 0.8, 0.4)
            .with(Effect.HUE, 0.5, 0.05)
            .with(Effect.CHANNELS, 0.5, 0.25)
            .with(Effect.GAMMA, 0.5, 0.3)
            .with(Effect.BLUR, 0.2, 1)
            .with(Effect.RESOLUTION, 0.2, 0.5)
            .with(Effect.NOISE, 0.3, 0.03)
            .with(Effect.JPEG, 0.3, 0.7)
            .with(Effect.ERASING, 0.2, 0.1);

    /// For scans: grey, never turned far, no lens in the way.
    public static final Augmentations OCT = NONE.with(Effect.FLIP, 0.5, 1)
            .with(Effect.ROTATION, 0.5, 10)
            .with(Effect.SCALE, 0.8, 0.15)
            .with(Effect.SHIFT, 0.5, 0.08)
            .with(Effect.BRIGHTNESS, 0.5, 0.2)
            .with(Effect.CONTRAST, 0.5, 0.2)
            .with(Effect.GAMMA, 0.5, 0.3)
            .with(Effect.BLUR, 0.2, 1.5)
            .with(Effect.RESOLUTION, 0.3, 0.6)
            .with(Effect.NOISE, 0.3, 0.06)
            .with(Effect.JPEG, 0.3, 0.7)
            .with(Effect.ERASING, 0.2, 0.1);

    public Augmentations {
        amounts.forEach((effect, amount) -> {
            if (amount.strength() > effect.strengthMax()) {
                throw new IllegalArgumentException("the strength of " + effect + " must be at most "
                        + effect.strengthMax() + ", was " + amount.strength());
            }
        });
        amounts = Map.copyOf(amounts);
    }

    /// @param probability that it happens to a picture, 0 to 1
    /// @param strength in the effect's own unit, see [Effect]
    public record Amount(double probability, double strength) {
        public Amount {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability must be 0 to 1, was " + probability);
            }
            if (!(strength >= 0)) {
                throw new IllegalArgumentException("a strength must be at least 0, was " + strength);
            }
        }
    }

    public Augmentations with(Effect effect, double probability, double strength) {
        Map<Effect, Amount> changed = new EnumMap<>(Effect.class);
        changed.putAll(amounts);
        changed.put(effect, new Amount(probability, strength));
        return new Augmentations(changed);
    }

    public Augmentations without(Effect effect) {
        Map<Effect, Amount> changed = new EnumMap<>(Effect.class);
        changed.putAll(amounts);
        changed.remove(effect);
        return new Augmentations(changed);
    }

    Optional<Amount> of(Effect effect) {
        return Optional.ofNullable(amounts.get(effect));
    }
}
