package dev.fovea.publish.dicom;

/// The attributes that only outgoing objects have (PS3.6); those that come in too are in `dicom.Tag`.
final class Tags {
    static final int IMAGE_TYPE = 0x00080008;
    static final int CONTENT_DATE = 0x00080023;
    static final int CONTENT_TIME = 0x00080033;
    static final int MODALITY = 0x00080060;
    static final int CONVERSION_TYPE = 0x00080064;
    static final int CODE_VALUE = 0x00080100;
    static final int CODING_SCHEME = 0x00080102;
    static final int CODE_MEANING = 0x00080104;
    static final int MAPPING_RESOURCE = 0x00080105;
    static final int CODING_SCHEME_UID = 0x0008010c;
    static final int CODING_SCHEMES = 0x00080110;
    static final int CODING_SCHEME_NAME = 0x00080115;
    static final int MAPPING_RESOURCE_UID = 0x00080118;
    static final int LONG_CODE_VALUE = 0x00080119;
    static final int SERIES_DESCRIPTION = 0x0008103e;
    static final int PERFORMED_STEP = 0x00081111;
    static final int REFERENCED_SERIES = 0x00081115;
    static final int REFERENCED_CLASS = 0x00081150;
    static final int REFERENCED_INSTANCE = 0x00081155;
    static final int REFERENCED_SOPS = 0x00081199;
    static final int DERIVATION = 0x00082111;
    static final int SOURCE_IMAGES = 0x00082112;
    static final int SOFTWARE_VERSIONS = 0x00181020;
    static final int SERIES_NUMBER = 0x00200011;
    static final int INSTANCE_NUMBER = 0x00200013;
    static final int PATIENT_ORIENTATION = 0x00200020;
    static final int BURNED_IN = 0x00280301;
    static final int LOSSY = 0x00282110;
    static final int LOSSY_RATIO = 0x00282112;
    static final int LOSSY_METHOD = 0x00282114;
    static final int RELATIONSHIP = 0x0040a010;
    static final int VALUE_TYPE = 0x0040a040;
    static final int CONCEPT_NAME = 0x0040a043;
    static final int CONTINUITY = 0x0040a050;
    static final int PERSON_NAME = 0x0040a123;
    static final int UID = 0x0040a124;
    static final int TEXT_VALUE = 0x0040a160;
    static final int CONCEPT = 0x0040a168;
    static final int MEASURED = 0x0040a300;
    static final int NUMERIC = 0x0040a30a;
    static final int UNITS = 0x004008ea;
    static final int PREDECESSORS = 0x0040a360;
    static final int PROCEDURE_CODES = 0x0040a372;
    static final int EVIDENCE = 0x0040a375;
    static final int COMPLETION = 0x0040a491;
    static final int VERIFICATION = 0x0040a493;
    static final int TEMPLATE = 0x0040a504;
    static final int CONTENT = 0x0040a730;
    static final int TEMPLATE_ID = 0x0040db00;
    static final int DOCUMENT_TITLE = 0x00420010;
    static final int DOCUMENT = 0x00420011;
    static final int MIME_TYPE = 0x00420012;
    static final int SOURCE_INSTANCES = 0x00420013;
    static final int DOCUMENT_LENGTH = 0x00420015;

    private Tags() {}
}
