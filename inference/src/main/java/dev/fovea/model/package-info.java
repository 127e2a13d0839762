/// The values everyone speaks in: a capture (one accepted photograph), its identity, and its result.
///
/// Glossary, one word per idea:
///
/// | word | meaning |
/// |---|---|
/// | capture | one accepted photograph or scan, with its identity; accepted means durable |
/// | exam | one patient's visit: usually two eyes, one or more captures each |
/// | task | what a model answers, named by its bundle: `fundus4`, `oct3` |
/// | outcome | what became of a capture: findings, ungradable or failed |
/// | verdict | the technician's word for findings: refer, uncertain, or no sign |
/// | finding | a class of a model that is a sign of disease |
/// | operating point | the probability from which on a finding counts |
/// | band | the probabilities around it at which the model is not sure of a finding |
/// | novelty | how unlike a photograph is to those its model learned from |
/// | doubt | why an answer is not to be relied on as it stands |
/// | result | the outcome with everything that led to it: quality, model, times |
///
/// Records and sealed interfaces on the JDK alone; every package may use this one.
@NullMarked
package dev.fovea.model;

import org.jspecify.annotations.NullMarked;
