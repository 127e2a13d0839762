package dev.fovea.drawing;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/// The retina's vessels: from the disc an artery and a vein into each quadrant, branching as they go. The temporal ones
/// arch around the macula, whose centre stays free of vessels, as in a real eye.
final class VesselTree {
    /// Length of one straight piece, in field radii.
    private static final double STEP = 0.012;
    /// The thinnest vessel drawn, its width in field radii.
    private static final double WIDTH_MIN = 0.0028;
    private static final int PIECES_MAX = 20_000;
    /// Radius of the vessel-free zone around the fovea.
    private static final double FREE_ZONE = 0.1;

    /// One short straight piece, in field radii.
    record Piece(boolean vein, double x1, double y1, double x2, double y2, double width) {}

    private final Anatomy anatomy;
    private final Dice dice;
    private final List<Piece> pieces = new ArrayList<>();

    private VesselTree(Anatomy anatomy, Dice dice) {
        this.anatomy = anatomy;
        this.dice = dice;
    }

    static List<Piece> grow(Anatomy anatomy, Dice dice) {
        VesselTree tree = new VesselTree(anatomy, dice);
        for (int up = -1; up <= 1; up += 2) {
            tree.trunk(up, true, true, 0.027);
            tree.trunk(up, true, false, 0.019);
            tree.trunk(up, false, true, 0.02);
            tree.trunk(up, false, false, 0.015);
            tree.twig(up);
        }
        return List.copyOf(tree.pieces);
    }

    /// A main vessel of one quadrant. Angles are measured from the nasal direction, positive towards `up`.
    private void trunk(int up, boolean temporal, boolean vein, double width) {
        double from = temporal ? dice.between(95, 112) : dice.between(35, 70);
        double to = temporal ? dice.between(186, 200) : dice.between(0, 30);
        if (temporal && !vein) {
            // The artery runs inside the vein.
            from += 8;
            to += 4;
        }
        double startX = anatomy.discX() + anatomy.nasal() * anatomy.discRadius() * dice.between(0, 0.25);
        double startY = anatomy.discY() - up * anatomy.discRadius() * dice.between(0.05, 0.3);
        walk(new Way(vein, up, from, to, temporal ? 1.15 : 0.7, temporal ? 2.6 : 1.2), startX, startY, width, 0);
    }

    /// A thin vessel straight from the disc towards the macula.
    private void twig(int up) {
        double startX = anatomy.discX() - anatomy.nasal() * anatomy.discRadius() * 0.5;
        double startY = anatomy.discY() - up * anatomy.discRadius() * dice.between(0.2, 0.5);
        Way way = new Way(
                dice.sign() > 0, up, dice.between(140, 155), dice.between(176, 186), 0.3, dice.between(0.4, 0.55));
        walk(way, startX, startY, 0.007, 1);
    }

    /// Where a vessel is heading: the angle goes from one value to another over the turning length, in degrees.
    private record Way(boolean vein, int up, double from, double to, double turning, double length) {
        double angle(double done) {
            double t = Math.min(1, done / turning);
            return from + (to - from) * t * (2 - t);
        }
    }

    private void walk(Way way, double x, double y, double width, int depth) {
        double wander = 0;
        double untilBranch = dice.between(0.1, 0.2);
        double now = width;
        for (double done = 0; done < way.length() && now > WIDTH_MIN; done += STEP) {
            wander = 0.93 * wander + dice.between(-4.5, 4.5);
            double angle = Math.toRadians(way.angle(done) + wander);
            double nextX = x + STEP * Math.cos(angle) * anatomy.nasal();
            double nextY = y - STEP * Math.sin(angle) * way.up();
            if (Math.hypot(nextX, nextY) > 1.05
                    || anatomy.maculaDistance(nextX, nextY) < FREE_ZONE
                    || pieces.size() >= PIECES_MAX) {
                return;
            }
            pieces.add(new Piece(way.vein(), x, y, nextX, nextY, now));
            x = nextX;
            y = nextY;
            now *= 1 - STEP * 0.45;
            untilBranch -= STEP;
            if (untilBranch < 0 && depth < 4 && anatomy.discDistance(x, y) > 1.1) {
                branch(way, way.angle(done) + wander, x, y, now, depth);
                now *= dice.between(0.88, 0.96);
                untilBranch = dice.between(0.09, 0.24) * (1 + 0.3 * depth);
            }
        }
    }

    private void branch(Way parent, double heading, double x, double y, double width, int depth) {
        double turn = dice.sign() * dice.between(28, 62);
        double from = heading + turn;
        double to = from - turn * dice.between(0.1, 0.7);
        Way way = new Way(parent.vein(), parent.up(), from, to, 0.4, dice.between(0.3, 0.8) * Math.pow(0.75, depth));
        walk(way, x, y, width * dice.between(0.45, 0.68), depth + 1);
    }

    /// Strokes all arteries or all veins in the current colour, in a space where one unit is a field radius.
    static void stroke(Graphics2D graphics, List<Piece> pieces, boolean veins, double widthShare) {
        for (Piece piece : pieces) {
            if (piece.vein() == veins) {
                graphics.setStroke(new BasicStroke(
                        (float) (piece.width() * widthShare), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                graphics.draw(new Line2D.Double(piece.x1(), piece.y1(), piece.x2(), piece.y2()));
            }
        }
    }
}
