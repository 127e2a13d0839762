package dev.fovea.publish.paper;

/// How a line looks.
enum Style {
    TITLE(15, true, Ink.BLACK),
    CLINIC(11, true, Ink.GREY),
    HEADING(11, true, Ink.BLUE),
    STATE(13, true, Ink.BLACK),
    ALARM(9, true, Ink.RED),
    STRONG(9, true, Ink.BLACK),
    BODY(9, false, Ink.BLACK),
    SMALL(7, false, Ink.GREY);

    /// Dark enough for a printer without colours.
    enum Ink {
        BLACK(0.05f, 0.05f, 0.05f),
        GREY(0.32f, 0.32f, 0.32f),
        BLUE(0.05f, 0.22f, 0.42f),
        RED(0.62f, 0.05f, 0.05f),
        PALE(0.86f, 0.86f, 0.86f);

        private final float red;
        private final float green;
        private final float blue;

        Ink(float red, float green, float blue) {
            this.red = red;
            this.green = green;
            this.blue = blue;
        }

        float red() {
            return red;
        }

        float green() {
            return green;
        }

        float blue() {
            return blue;
        }
    }

    /// From one line's foot to the next, of the size; room for what Devanagari has above and below.
    private static final float LEADING = 1.36f;

    private final float size;
    private final boolean bold;
    private final Ink ink;

    Style(float size, boolean bold, Ink ink) {
        this.size = size;
        this.bold = bold;
        this.ink = ink;
    }

    /// Points.
    float size() {
        return size;
    }

    boolean bold() {
        return bold;
    }

    Ink ink() {
        return ink;
    }

    /// Points a line takes.
    float leading() {
        return LEADING * size;
    }
}
