package systemtest

import (
	"errors"
	"io"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

const (
	loginPath    = "/org/freedesktop/login1"
	loginManager = "org.freedesktop.login1.Manager"
	loginSession = "org.freedesktop.login1.Session"
	sessionPath  = "/org/freedesktop/login1/session/_31"
	upower       = "org.freedesktop.UPower"
	upowerPath   = "/org/freedesktop/UPower"
)

// Login is logind with one session. Its methods are org.deskjs.Test.
type Login struct {
	conn    *dbus.Conn
	session *prop.Properties
	mu      sync.Mutex
	taken   *sync.Cond
	locks   []*lock
}

// lock is one that Inhibit has given out: an open file.
type lock struct {
	name   string // "shutdown delay"
	reader *os.File
	writer *os.File // our copy, until somebody asks
}

// ServeLogin plays logind.
func ServeLogin(t testing.TB, conn *dbus.Conn) *Login {
	l := &Login{conn: conn}
	l.taken = sync.NewCond(&l.mu)
	values := map[string]any{"Id": "1", "LockedHint": false, "Active": true}
	l.session = properties(t, conn, sessionPath, loginSession, values)
	properties(t, conn, "/org/freedesktop/login1/session/auto", loginSession, values)
	serve(t, conn, "org.freedesktop.login1", loginPath, map[string]any{loginManager: loginMethods{l}, testInterface: l})
	return l
}

// loginMethods are those that apps call.
type loginMethods struct{ login *Login }

// GetSession is logind's.
func (m loginMethods) GetSession(string) (dbus.ObjectPath, *dbus.Error) { return sessionPath, nil }

// Inhibit is logind's: the lock is taken until its file is closed.
func (m loginMethods) Inhibit(what, _, _, mode string) (dbus.UnixFD, *dbus.Error) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	m.login.mu.Lock()
	defer m.login.mu.Unlock()
	m.login.locks = append(m.login.locks, &lock{what + " " + mode, reader, writer})
	m.login.taken.Broadcast()
	return dbus.UnixFD(writer.Fd()), nil
}

// Taken returns when there is a lock: "shutdown delay" is the last one's name.
func (l *Login) Taken() (string, *dbus.Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.locks) == 0 {
		l.taken.Wait()
	}
	return l.locks[len(l.locks)-1].name, nil
}

// Locks lists what is locked now.
func (l *Login) Locks() ([]string, *dbus.Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	names := []string{}
	for _, lock := range l.locks {
		_ = lock.writer.Close()
		_ = lock.reader.SetReadDeadline(time.Now())
		if _, err := lock.reader.Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
			names = append(names, lock.name)
		}
		_ = lock.reader.SetReadDeadline(time.Time{})
	}
	return names, nil
}

// Released returns when the last lock has been given back.
func (l *Login) Released() (string, *dbus.Error) {
	l.mu.Lock()
	if len(l.locks) == 0 {
		l.mu.Unlock()
		return "", nil
	}
	last := l.locks[len(l.locks)-1]
	l.locks = l.locks[:len(l.locks)-1]
	l.mu.Unlock()
	_ = last.writer.Close()
	_, _ = io.ReadAll(last.reader)
	_ = last.reader.Close()
	return last.name, nil
}

// Sleep has the system go to sleep, or wake up.
func (l *Login) Sleep(begins bool) *dbus.Error { return l.emit("PrepareForSleep", begins) }

// Shutdown has it shut down.
func (l *Login) Shutdown() *dbus.Error { return l.emit("PrepareForShutdown", true) }

func (l *Login) emit(name string, value bool) *dbus.Error {
	if err := l.conn.Emit(loginPath, loginManager+"."+name, value); err != nil {
		return dbus.MakeFailedError(err)
	}
	return nil
}

// Lock locks the session.
func (l *Login) Lock(locked bool) *dbus.Error {
	l.session.SetMust(loginSession, "LockedHint", locked)
	return nil
}

// Activate has the person come to this session, or go to another.
func (l *Login) Activate(active bool) *dbus.Error {
	l.session.SetMust(loginSession, "Active", active)
	return nil
}

// Power is UPower.
type Power struct{ properties *prop.Properties }

// ServePower plays UPower.
func ServePower(t testing.TB, conn *dbus.Conn) *Power {
	p := &Power{properties(t, conn, upowerPath, upower, map[string]any{"OnBattery": false})}
	serve(t, conn, upower, upowerPath, map[string]any{testInterface: p})
	return p
}

// Battery pulls the plug, or puts it in.
func (p *Power) Battery(on bool) *dbus.Error {
	p.properties.SetMust(upower, "OnBattery", on)
	return nil
}

// Saver is the desktop's screen saver.
type Saver struct {
	conn   *dbus.Conn
	mu     sync.Mutex
	last   uint32
	wishes map[uint32]string
	active bool
}

const (
	saver     = "org.freedesktop.ScreenSaver"
	saverPath = "/org/freedesktop/ScreenSaver"
)

// ServeSaver plays the screen saver.
func ServeSaver(t testing.TB, conn *dbus.Conn) *Saver {
	s := &Saver{conn: conn, wishes: map[uint32]string{}}
	serve(t, conn, saver, saverPath, map[string]any{saver: saverMethods{s}, testInterface: s})
	return s
}

// saverMethods are those that apps call.
type saverMethods struct{ saver *Saver }

// Inhibit keeps the screen on.
func (m saverMethods) Inhibit(app, reason string) (uint32, *dbus.Error) {
	m.saver.mu.Lock()
	defer m.saver.mu.Unlock()
	m.saver.last++
	m.saver.wishes[m.saver.last] = app + ": " + reason
	return m.saver.last, nil
}

// UnInhibit does not any more.
func (m saverMethods) UnInhibit(cookie uint32) *dbus.Error {
	m.saver.mu.Lock()
	defer m.saver.mu.Unlock()
	delete(m.saver.wishes, cookie)
	return nil
}

// GetActive tells whether the screen is locked.
func (m saverMethods) GetActive() (bool, *dbus.Error) {
	m.saver.mu.Lock()
	defer m.saver.mu.Unlock()
	return m.saver.active, nil
}

// GetSessionIdleTime says that nobody has been there for 100 seconds.
func (m saverMethods) GetSessionIdleTime() (uint32, *dbus.Error) { return 100, nil }

// Wishes lists who keeps the screen on, and why.
func (s *Saver) Wishes() ([]string, *dbus.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := []string{}
	for _, wish := range s.wishes {
		all = append(all, wish)
	}
	return all, nil
}

// Activate locks the screen.
func (s *Saver) Activate(active bool) *dbus.Error {
	s.mu.Lock()
	s.active = active
	s.mu.Unlock()
	if err := s.conn.Emit(saverPath, saver+".ActiveChanged", active); err != nil {
		return dbus.MakeFailedError(err)
	}
	return nil
}
