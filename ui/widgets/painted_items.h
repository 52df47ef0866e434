// A sequence diagram for screen readers: each message and note is a list item of its own.
#pragma once

namespace rollscope::ui {

/// Lets QAccessible know what a SequenceDiagram's children are; once is enough.
void installDiagramAccessibility();

}  // namespace rollscope::ui
