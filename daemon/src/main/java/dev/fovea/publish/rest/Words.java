package dev.fovea.publish.rest;

import java.util.Locale;

/// How an enum constant is spelt wherever a program reads it: `NO_SIGN` is `no-sign`.
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
