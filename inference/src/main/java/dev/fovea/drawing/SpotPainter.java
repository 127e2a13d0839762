package dev.fovea.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;

/// Draws the lesions of an eye, in a space where one unit is a field radius.
final class SpotPainter {
    /// Places tried before a spot is put down anywhere.
    private static final int TRIES_MAX = 50;
    /// Corners of a blot's outline: round at any size drawn.
    private static final int CORNERS = 32;

    private final DrawnEye eye;
    private final Anatomy anatomy;
    private final List<VesselTree.Piece> tree;

    SpotPainter(DrawnEye eye, List<VesselTree.Piece> tree) {
        this.eye = eye;
        this.anatomy = eye.anatomy();
        this.tree = tree;
    }

    /// Dots and haemorrhages.
    void red(Graphics2D graphics) {
        Dice dice = eye.dice(4);
        for (int i = 0; i < eye.lesions().dots(); i++) {
            Point2D place = nearVessel(dice);
            double size = dice.between(0.004, 0.0085);
            graphics.fill(new Ellipse2D.Double(place.getX() - size, place.getY() - size, 2 * size, 2 * size));
        }
        for (int i = 0; i < eye.lesions().haemorrhages(); i++) {
            blot(graphics, dice, nearVessel(dice), dice.between(0.012, 0.034));
        }
    }

    /// Exudates: flecks in clusters, most of them between the arcades.
    void yellow(Graphics2D graphics) {
        Dice dice = eye.dice(5);
        Point2D centre = new Point2D.Double();
        for (int i = 0; i < eye.lesions().exudates(); i++) {
            if (i % 14 == 0) {
                double angle = dice.between(0, 2 * Math.PI);
                double far = dice.between(0.16, 0.42);
                centre = new Point2D.Double(
                        anatomy.maculaX() + far * Math.cos(angle), anatomy.maculaY() + far * Math.sin(angle));
            }
            Point2D place =
                    new Point2D.Double(centre.getX() + 0.045 * dice.normal(), centre.getY() + 0.045 * dice.normal());
            double size = dice.between(0.004, 0.013);
            if (anatomy.discDistance(place.getX(), place.getY()) > 1.4) {
                blot(graphics, dice, place, size);
            }
        }
    }

    /// Red spots come from leaking vessels: beside a random piece of the tree, off the disc and inside the field.
    private Point2D nearVessel(Dice dice) {
        Point2D place = new Point2D.Double();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            VesselTree.Piece piece = tree.get((int) dice.between(0, tree.size()));
            double x = piece.x1() + 0.05 * dice.normal();
            double y = piece.y1() + 0.05 * dice.normal();
            place = new Point2D.Double(x, y);
            if (Math.hypot(x, y) < 0.85 && anatomy.discDistance(x, y) > 1.6) {
                break;
            }
        }
        return place;
    }

    /// A closed outline, round with two and three soft lobes.
    private static void blot(Graphics2D graphics, Dice dice, Point2D place, double size) {
        double turn = dice.between(0, 2 * Math.PI);
        double two = dice.between(0.05, 0.25);
        double three = dice.between(0.05, 0.2);
        Path2D outline = new Path2D.Double();
        for (int i = 0; i < CORNERS; i++) {
            double angle = 2 * Math.PI * i / CORNERS;
            double far = size * (1 + two * Math.sin(2 * angle + turn) + three * Math.sin(3 * angle - turn));
            double x = place.getX() + far * Math.cos(angle);
            double y = place.getY() + far * Math.sin(angle);
            if (i == 0) {
                outline.moveTo(x, y);
            } else {
                outline.lineTo(x, y);
            }
        }
        outline.closePath();
        graphics.fill(outline);
    }
}
