package dev.fovea.publish.rest;

import java.util.Locale;

/// How an enum constant is spelt on the wire: `NO_SIGN` is `no-sign`.
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
