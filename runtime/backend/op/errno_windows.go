package op

import "syscall"

// codeOf returns Node's name and number for a system error. The numbers are
// libuv's own on Windows: -4000 and below.
func codeOf(errno syscall.Errno) (string, int) {
	if known, ok := windowsCodes[errno]; ok {
		return known.name, known.number
	}
	return "UNKNOWN", -4094
}

type windowsCode struct {
	name   string
	number int
}

// From libuv's uv_translate_sys_error.
var windowsCodes = map[syscall.Errno]windowsCode{
	syscall.ERROR_FILE_NOT_FOUND:      {"ENOENT", -4058},
	syscall.ERROR_PATH_NOT_FOUND:      {"ENOENT", -4058},
	syscall.ERROR_ACCESS_DENIED:       {"EPERM", -4048},
	syscall.EACCES:                    {"EACCES", -4092},
	syscall.EPERM:                     {"EPERM", -4048},
	syscall.ERROR_FILE_EXISTS:         {"EEXIST", -4075},
	syscall.ERROR_ALREADY_EXISTS:      {"EEXIST", -4075},
	syscall.EEXIST:                    {"EEXIST", -4075},
	syscall.ERROR_DIR_NOT_EMPTY:       {"ENOTEMPTY", -4051},
	syscall.ENOTEMPTY:                 {"ENOTEMPTY", -4051},
	syscall.ERROR_BROKEN_PIPE:         {"EPIPE", -4047},
	syscall.EPIPE:                     {"EPIPE", -4047},
	syscall.ERROR_BUFFER_OVERFLOW:     {"EFAULT", -4074},
	syscall.ERROR_INSUFFICIENT_BUFFER: {"EINVAL", -4071},
	syscall.EINVAL:                    {"EINVAL", -4071},
	syscall.EISDIR:                    {"EISDIR", -4068},
	syscall.EBADF:                     {"EBADF", -4083},
	syscall.Errno(6):                  {"EBADF", -4083},  // ERROR_INVALID_HANDLE
	syscall.Errno(17):                 {"EXDEV", -4037},  // ERROR_NOT_SAME_DEVICE
	syscall.Errno(19):                 {"EROFS", -4043},  // ERROR_WRITE_PROTECT
	syscall.Errno(32):                 {"EBUSY", -4082},  // ERROR_SHARING_VIOLATION
	syscall.Errno(33):                 {"EBUSY", -4082},  // ERROR_LOCK_VIOLATION
	syscall.Errno(87):                 {"EINVAL", -4071}, // ERROR_INVALID_PARAMETER
	syscall.Errno(112):                {"ENOSPC", -4055}, // ERROR_DISK_FULL
	syscall.Errno(123):                {"ENOENT", -4058}, // ERROR_INVALID_NAME
	syscall.Errno(206):                {"ENAMETOOLONG", -4064},
	syscall.Errno(1314):               {"EPERM", -4048}, // ERROR_PRIVILEGE_NOT_HELD
	syscall.ECANCELED:                 {"ECANCELED", -4081},
	syscall.ENOTCONN:                  {"ENOTCONN", -4053},
	syscall.ENOTSOCK:                  {"ENOTSOCK", -4050},
	syscall.ETIMEDOUT:                 {"ETIMEDOUT", -4039},
	syscall.EWINDOWS:                  {"ENOTSUP", -4049},
	syscall.Errno(64):                 {"ECONNRESET", -4077},    // ERROR_NETNAME_DELETED
	syscall.Errno(121):                {"ETIMEDOUT", -4039},     // ERROR_SEM_TIMEOUT
	syscall.Errno(995):                {"ECANCELED", -4081},     // ERROR_OPERATION_ABORTED
	syscall.Errno(1225):               {"ECONNREFUSED", -4078},  // ERROR_CONNECTION_REFUSED
	syscall.Errno(1231):               {"ENETUNREACH", -4062},   // ERROR_NETWORK_UNREACHABLE
	syscall.Errno(1232):               {"EHOSTUNREACH", -4073},  // ERROR_HOST_UNREACHABLE
	syscall.Errno(1236):               {"ECONNABORTED", -4079},  // ERROR_CONNECTION_ABORTED
	syscall.Errno(10013):              {"EACCES", -4092},        // WSAEACCES
	syscall.Errno(10022):              {"EINVAL", -4071},        // WSAEINVAL
	syscall.Errno(10024):              {"EMFILE", -4066},        // WSAEMFILE
	syscall.Errno(10037):              {"EALREADY", -4084},      // WSAEALREADY
	syscall.Errno(10038):              {"ENOTSOCK", -4050},      // WSAENOTSOCK
	syscall.Errno(10040):              {"EMSGSIZE", -4065},      // WSAEMSGSIZE
	syscall.Errno(10045):              {"ENOTSUP", -4049},       // WSAEOPNOTSUPP
	syscall.Errno(10047):              {"EAFNOSUPPORT", -4089},  // WSAEAFNOSUPPORT
	syscall.Errno(10048):              {"EADDRINUSE", -4091},    // WSAEADDRINUSE
	syscall.Errno(10049):              {"EADDRNOTAVAIL", -4090}, // WSAEADDRNOTAVAIL
	syscall.Errno(10051):              {"ENETUNREACH", -4062},   // WSAENETUNREACH
	syscall.Errno(10053):              {"ECONNABORTED", -4079},  // WSAECONNABORTED
	syscall.Errno(10054):              {"ECONNRESET", -4077},    // WSAECONNRESET
	syscall.Errno(10055):              {"ENOBUFS", -4060},       // WSAENOBUFS
	syscall.Errno(10056):              {"EISCONN", -4069},       // WSAEISCONN
	syscall.Errno(10057):              {"ENOTCONN", -4053},      // WSAENOTCONN
	syscall.Errno(10058):              {"EPIPE", -4047},         // WSAESHUTDOWN
	syscall.Errno(10060):              {"ETIMEDOUT", -4039},     // WSAETIMEDOUT
	syscall.Errno(10061):              {"ECONNREFUSED", -4078},  // WSAECONNREFUSED
	syscall.Errno(10065):              {"EHOSTUNREACH", -4073},  // WSAEHOSTUNREACH
}
