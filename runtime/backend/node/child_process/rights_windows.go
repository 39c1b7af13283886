package childprocess

import "syscall"

// passesHandles is false: sockets are not numbers here.
const passesHandles = false

func (p *pipe) send([]byte, int, bool) (int, error) { return 0, syscall.EWINDOWS }

func keep(int) (int, error) { return -1, syscall.EWINDOWS }

func discard(int) {}
