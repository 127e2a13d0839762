package dev.fovea.dicom;

import java.util.Locale;

/// The attributes that are looked at (PS3.6), group and element in one number.
final class Tag {
    static final int MEDIA_STORAGE_CLASS = 0x00020002;
    static final int MEDIA_STORAGE_INSTANCE = 0x00020003;
    static final int TRANSFER_SYNTAX = 0x00020010;
    static final int CHARACTER_SET = 0x00080005;
    static final int SOP_CLASS = 0x00080016;
    static final int SOP_INSTANCE = 0x00080018;
    static final int ACQUISITION_DATE_TIME = 0x0008002a;
    static final int MANUFACTURER = 0x00080070;
    static final int STATION_NAME = 0x00081010;
    static final int OPERATORS_NAME = 0x00081070;
    static final int MODEL_NAME = 0x00081090;
    static final int ANATOMIC_REGION = 0x00082218;
    static final int ANATOMIC_REGION_MODIFIER = 0x00082220;
    static final int CODE_VALUE = 0x00080100;
    static final int CODE_MEANING = 0x00080104;
    static final int PATIENT_NAME = 0x00100010;
    static final int PATIENT_ID = 0x00100020;
    static final int DEVICE_SERIAL = 0x00181000;
    static final int STUDY = 0x0020000d;
    static final int SERIES = 0x0020000e;
    static final int LATERALITY = 0x00200060;
    static final int IMAGE_LATERALITY = 0x00200062;
    static final int FRAME_ANATOMY = 0x00209071;
    static final int FRAME_LATERALITY = 0x00209072;
    static final int HORIZONTAL_FIELD = 0x0022000c;
    static final int SAMPLES = 0x00280002;
    static final int PHOTOMETRIC = 0x00280004;
    static final int PLANAR = 0x00280006;
    static final int FRAMES = 0x00280008;
    static final int ROWS = 0x00280010;
    static final int COLUMNS = 0x00280011;
    static final int BITS_ALLOCATED = 0x00280100;
    static final int BITS_STORED = 0x00280101;
    static final int HIGH_BIT = 0x00280102;
    static final int PIXEL_REPRESENTATION = 0x00280103;
    static final int RED_DESCRIPTOR = 0x00281101;
    static final int RED_DATA = 0x00281201;
    static final int SHARED_GROUPS = 0x52009229;
    static final int FLOAT_PIXELS = 0x7fe00008;
    static final int DOUBLE_PIXELS = 0x7fe00009;
    static final int PIXELS = 0x7fe00010;
    static final int ITEM = 0xfffee000;
    static final int ITEM_END = 0xfffee00d;
    static final int SEQUENCE_END = 0xfffee0dd;

    private Tag() {}

    /// `(0028,0010)`.
    static String text(int tag) {
        return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xffff);
    }
}
