package dev.fovea.publish.dicom;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A node of a structured report's tree, with those below it (PS3.3 C.17.3).
final class ContentItem {
    /// How a node relates to its parent (PS3.3 C.17.3.2.4).
    enum Relationship {
        CONTAINS("CONTAINS"),
        HAS_CONCEPT_MOD("HAS CONCEPT MOD"),
        HAS_OBS_CONTEXT("HAS OBS CONTEXT");

        private final String term;

        Relationship(String term) {
            this.term = term;
        }
    }

    /// A number without a unit (CID 82).
    private static final Code NO_UNITS = new Code("1", "UCUM", "no units");

    private final String valueType;
    private final Optional<Code> name;
    private final Consumer<Attributes> value;
    private final List<Child> children = new ArrayList<>();

    private record Child(Relationship relationship, ContentItem item) {}

    private ContentItem(String valueType, Optional<Code> name, Consumer<Attributes> value) {
        this.valueType = valueType;
        this.name = name;
        this.value = value;
    }

    static ContentItem container(Code name) {
        return new ContentItem("CONTAINER", Optional.of(name), item -> item.text(Tags.CONTINUITY, "CS", "SEPARATE"));
    }

    /// @param template number of the template of PS3.16 that begins with this container
    static ContentItem container(Code name, String template) {
        Attributes resource = new Attributes()
                .text(Tags.MAPPING_RESOURCE, "CS", "DCMR")
                .text(Tags.MAPPING_RESOURCE_UID, "UI", "1.2.840.10008.8.1.1")
                .text(Tags.TEMPLATE_ID, "CS", template);
        return new ContentItem(
                "CONTAINER",
                Optional.of(name),
                item -> item.text(Tags.CONTINUITY, "CS", "SEPARATE").items(Tags.TEMPLATE, List.of(resource)));
    }

    static ContentItem text(Code name, String text) {
        return new ContentItem("TEXT", Optional.of(name), item -> item.text(Tags.TEXT_VALUE, "UT", text));
    }

    static ContentItem code(Code name, Code value) {
        return new ContentItem("CODE", Optional.of(name), item -> item.items(Tags.CONCEPT, List.of(value.item())));
    }

    static ContentItem number(Code name, BigDecimal number) {
        Attributes measured = new Attributes()
                .text(Tags.NUMERIC, "DS", number.toPlainString())
                .items(Tags.UNITS, List.of(NO_UNITS.item()));
        return new ContentItem("NUM", Optional.of(name), item -> item.items(Tags.MEASURED, List.of(measured)));
    }

    static ContentItem uid(Code name, String uid) {
        return new ContentItem("UIDREF", Optional.of(name), item -> item.text(Tags.UID, "UI", uid));
    }

    static ContentItem person(Code name, String person) {
        return new ContentItem(
                "PNAME", Optional.of(name), item -> item.text(Tags.PERSON_NAME, "PN", Texts.personName(person)));
    }

    static ContentItem image(Optional<Code> purpose, Origin image) {
        return new ContentItem("IMAGE", purpose, item -> item.items(Tags.REFERENCED_SOPS, List.of(reference(image))));
    }

    /// An object by its class and its UID (PS3.3 table 10-11).
    static Attributes reference(Origin image) {
        return new Attributes()
                .text(Tags.REFERENCED_CLASS, "UI", image.sopClass())
                .text(Tags.REFERENCED_INSTANCE, "UI", image.sopInstance());
    }

    private ContentItem add(Relationship relationship, ContentItem child) {
        children.add(new Child(relationship, child));
        return this;
    }

    ContentItem contains(ContentItem child) {
        return add(Relationship.CONTAINS, child);
    }

    ContentItem modifiedBy(ContentItem child) {
        return add(Relationship.HAS_CONCEPT_MOD, child);
    }

    ContentItem inContextOf(ContentItem child) {
        return add(Relationship.HAS_OBS_CONTEXT, child);
    }

    /// Writes the node, without its relationship to a parent, and what is below it.
    void writeTo(Attributes target) {
        target.text(Tags.VALUE_TYPE, "CS", valueType);
        name.ifPresent(code -> target.items(Tags.CONCEPT_NAME, List.of(code.item())));
        value.accept(target);
        if (!children.isEmpty()) {
            target.items(Tags.CONTENT, children.stream().map(ContentItem::below).toList());
        }
    }

    private static Attributes below(Child child) {
        Attributes item = new Attributes().text(Tags.RELATIONSHIP, "CS", child.relationship().term);
        child.item().writeTo(item);
        return item;
    }
}
