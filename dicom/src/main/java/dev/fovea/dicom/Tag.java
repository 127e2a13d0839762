package dev.fovea.dicom;

import java.util.Locale;

/// The attributes that are read or written (PS3.6), group and element in one number.
public final class Tag {
    public static final int MEDIA_STORAGE_CLASS = 0x00020002;
    public static final int MEDIA_STORAGE_INSTANCE = 0x00020003;
    public static final int TRANSFER_SYNTAX = 0x00020010;
    public static final int CHARACTER_SET = 0x00080005;
    public static final int SOP_CLASS = 0x00080016;
    public static final int SOP_INSTANCE = 0x00080018;
    public static final int STUDY_DATE = 0x00080020;
    public static final int ACQUISITION_DATE_TIME = 0x0008002a;
    public static final int STUDY_TIME = 0x00080030;
    public static final int ACCESSION_NUMBER = 0x00080050;
    public static final int MANUFACTURER = 0x00080070;
    public static final int REFERRING_PHYSICIAN = 0x00080090;
    public static final int TIME_ZONE = 0x00080201;
    public static final int STATION_NAME = 0x00081010;
    public static final int OPERATORS_NAME = 0x00081070;
    public static final int MODEL_NAME = 0x00081090;
    public static final int ANATOMIC_REGION = 0x00082218;
    public static final int ANATOMIC_REGION_MODIFIER = 0x00082220;
    public static final int CODE_VALUE = 0x00080100;
    public static final int CODE_MEANING = 0x00080104;
    public static final int PATIENT_NAME = 0x00100010;
    public static final int PATIENT_ID = 0x00100020;
    public static final int ISSUER_OF_PATIENT_ID = 0x00100021;
    public static final int BIRTH_DATE = 0x00100030;
    public static final int SEX = 0x00100040;
    public static final int DEVICE_SERIAL = 0x00181000;
    public static final int STUDY = 0x0020000d;
    public static final int SERIES = 0x0020000e;
    public static final int STUDY_ID = 0x00200010;
    public static final int LATERALITY = 0x00200060;
    public static final int IMAGE_LATERALITY = 0x00200062;
    public static final int FRAME_ANATOMY = 0x00209071;
    public static final int FRAME_LATERALITY = 0x00209072;
    public static final int HORIZONTAL_FIELD = 0x0022000c;
    public static final int SAMPLES = 0x00280002;
    public static final int PHOTOMETRIC = 0x00280004;
    public static final int PLANAR = 0x00280006;
    public static final int FRAMES = 0x00280008;
    public static final int ROWS = 0x00280010;
    public static final int COLUMNS = 0x00280011;
    public static final int BITS_ALLOCATED = 0x00280100;
    public static final int BITS_STORED = 0x00280101;
    public static final int HIGH_BIT = 0x00280102;
    public static final int PIXEL_REPRESENTATION = 0x00280103;
    public static final int RED_DESCRIPTOR = 0x00281101;
    public static final int RED_DATA = 0x00281201;
    public static final int SHARED_GROUPS = 0x52009229;
    public static final int FLOAT_PIXELS = 0x7fe00008;
    public static final int DOUBLE_PIXELS = 0x7fe00009;
    public static final int PIXELS = 0x7fe00010;
    public static final int ITEM = 0xfffee000;
    public static final int ITEM_END = 0xfffee00d;
    public static final int SEQUENCE_END = 0xfffee0dd;

    private Tag() {}

    /// `(0028,0010)`.
    static String text(int tag) {
        return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xffff);
    }
}
