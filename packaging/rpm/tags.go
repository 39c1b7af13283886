package rpm

// Tags of the header, after rpm's rpmtag.h.
const (
	tagLanguages         = 100
	tagName              = 1000
	tagVersion           = 1001
	tagRelease           = 1002
	tagSummary           = 1004
	tagDescription       = 1005
	tagBuildTime         = 1006
	tagBuildHost         = 1007
	tagSize              = 1009
	tagVendor            = 1011
	tagLicense           = 1014
	tagPackager          = 1015
	tagGroup             = 1016
	tagURL               = 1020
	tagOS                = 1021
	tagArch              = 1022
	tagFileSizes         = 1028
	tagFileModes         = 1030
	tagFileDevices       = 1033
	tagFileTimes         = 1034
	tagFileDigests       = 1035
	tagFileLinks         = 1036
	tagFileFlags         = 1037
	tagFileUsers         = 1039
	tagFileGroups        = 1040
	tagSource            = 1044
	tagFileVerify        = 1045
	tagProvideNames      = 1047
	tagRequireFlags      = 1048
	tagRequireNames      = 1049
	tagRequireVersions   = 1050
	tagRPMVersion        = 1064
	tagChangeTimes       = 1080
	tagChangeNames       = 1081
	tagChangeTexts       = 1082
	tagFileDisks         = 1095
	tagFileInodes        = 1096
	tagFileLanguages     = 1097
	tagProvideFlags      = 1112
	tagProvideVersions   = 1113
	tagFolderIndexes     = 1116
	tagBaseNames         = 1117
	tagFolderNames       = 1118
	tagPayloadFormat     = 1124
	tagPayloadCompressor = 1125
	tagPayloadFlags      = 1126
	tagFileDigestKind    = 5011
	tagEncoding          = 5062
	tagPayloadDigest     = 5092
	tagPayloadDigestKind = 5093
	tagPlainDigest       = 5097
)

// Tags of the signature's header.
const (
	signatureDSA         = 267 // of the header, with DSA or EdDSA
	signatureRSA         = 268 // of the header
	signatureSHA256      = 273
	signatureSize        = 1000
	signaturePayloadSize = 1007
)

// sha256Kind is OpenPGP's number of SHA-256.
const sha256Kind = 8

// What is known of a file.
const (
	fileConfig    = 1
	fileDocument  = 2
	fileNoReplace = 16
	fileLicense   = 128
)

// How versions of what is required compare.
const (
	senseLess    = 2
	senseGreater = 4
	senseEqual   = 8
	senseRPM     = 1 << 24 // a feature of rpm itself
)
