/// The technician's page: one HTML file, one stylesheet, plain ES modules, no build step, nothing from elsewhere.
///
/// [dev.fovea.publish.page.PageFiles] serves the files of the resource folder of the same name. They talk to `/v1`
/// only:
///
/// | file | what for |
/// |---|---|
/// | `main.js` | puts the page together |
/// | `api.js`, `live.js` | the daemon's REST interface and its stream of events, read so that a dead line is noticed |
/// | `day.js`, `states.js` | the day's captures as exams and eyes; pure rules of what an eye's state is |
/// | `exams.js`, `detail.js`, `facts.js`, `viewer.js` | the list, and one photograph in full with its heat map |
/// | `charts.js`, `chart.css` | what people add to an exam, as last heard, and how it stands on its card |
/// | `upload.js`, `queue.js` | adding photographs; each is sent until it is stored or refused |
/// | `panels.js`, `panels/` | what is loaded when it is opened first: worklist, outbox, exams, sheet |
/// | `engine.js` | the header's word on readiness |
/// | `words.js`, `words/` | every word the page says, keyed by id, a table for each language; the browser's counts |
/// | `dom.js`, `icons.js`, `theme.js` | making elements, drawing icons, light and dark |
///
/// Text from outside (patients, files, reasons) only ever becomes a text node, and the content security policy forbids
/// the rest. What the page must do is written as tests in `PageContract`, which run against any server.
@NullMarked
package dev.fovea.publish.page;

import org.jspecify.annotations.NullMarked;
