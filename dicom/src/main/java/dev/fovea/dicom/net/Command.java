package dev.fovea.dicom.net;

import java.io.IOException;

/// What a sender asks for (PS3.7 9.3, 10.3).
///
/// @param field what is asked for: [#STORE], [#ECHO], [#EVENT_REPORT], or another
/// @param event the kind of event of an N-EVENT-REPORT, 0 in others
record Command(
        int field, int messageId, String sopClass, String sopInstance, boolean withDataSet, boolean urgent, int event) {
    static final int STORE = 0x0001;
    static final int FIND = 0x0020;
    static final int ECHO = 0x0030;
    static final int EVENT_REPORT = 0x0100;
    static final int ACTION = 0x0130;
    static final int CANCEL = 0x0fff;
    static final int RESPONSE = 0x8000;

    static Command parse(byte[] bytes) throws IOException {
        return of(CommandSet.parse(bytes));
    }

    static Command of(CommandSet set) throws IOException {
        return new Command(
                set.number(CommandSet.FIELD, -1),
                set.number(CommandSet.MESSAGE_ID, 0),
                set.text(CommandSet.AFFECTED_CLASS),
                set.text(CommandSet.AFFECTED_INSTANCE),
                set.withDataSet(),
                set.number(CommandSet.PRIORITY, 0) == 1,
                set.number(CommandSet.EVENT, 0));
    }

    /// The response's command set.
    CommandSet response(Storage.Answer answer) {
        CommandSet set = new CommandSet()
                .withUid(CommandSet.AFFECTED_CLASS, sopClass)
                .with(CommandSet.FIELD, field | RESPONSE)
                .with(CommandSet.ANSWERED_ID, messageId)
                .with(CommandSet.DATA_SET, CommandSet.NO_DATA_SET)
                .with(CommandSet.STATUS, answer.status().code())
                .withComment(answer.comment())
                .withUid(CommandSet.AFFECTED_INSTANCE, sopInstance);
        if (event != 0) {
            set.with(CommandSet.EVENT, event);
        }
        return set;
    }
}
