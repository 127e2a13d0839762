/// The report on paper: a finished exam as a PDF, and its first page as a picture for archives that show
/// nothing else.
///
/// | class | what it does |
/// |---|---|
/// | `Press` | prints one report at a time; the door of this package |
/// | `PaperRoute` | `GET /v1/exams/{exam}/pdf` |
/// | `Story`, `EyeStory`, `SmallPrint` | what is said, as [blocks][dev.fovea.publish.paper.Block] in one language |
/// | `Layout` | where it stands: lines broken, columns and pages filled |
/// | `Fonts` | which letters there are, and how wide |
/// | `PdfReport` | the file |
/// | `SummaryPicture` | its first page in pixels |
///
/// The same report gives the same bytes: ids and dates come from the report. Photographs come through
/// [dev.fovea.publish.paper.Album]; one that cannot be had becomes a sentence. PDFBox is known here and
/// nowhere else.
@NullMarked
package dev.fovea.publish.paper;

import org.jspecify.annotations.NullMarked;
