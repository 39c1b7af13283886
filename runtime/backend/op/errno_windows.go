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
}
