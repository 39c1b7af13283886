//go:build linux && cgo

package window

// keyNames are the names of KeyboardEvent.key for X11's names of keys that type nothing, by their numbers.
var keyNames = map[uint]string{
	0xfe03: "AltGraph", 0xfe20: "Tab", 0xff08: "Backspace", 0xff09: "Tab", 0xff0b: "Clear", 0xff0d: "Enter", 0xff13: "Pause", 0xff14: "ScrollLock",
	0xff1b: "Escape", 0xff20: "Compose", 0xff50: "Home", 0xff51: "ArrowLeft", 0xff52: "ArrowUp", 0xff53: "ArrowRight", 0xff54: "ArrowDown",
	0xff55: "PageUp", 0xff56: "PageDown", 0xff57: "End", 0xff61: "PrintScreen", 0xff63: "Insert", 0xff67: "ContextMenu", 0xff6a: "Help",
	0xff7f: "NumLock", 0xff8d: "Enter", 0xff95: "Home", 0xff96: "ArrowLeft", 0xff97: "ArrowUp", 0xff98: "ArrowRight", 0xff99: "ArrowDown",
	0xff9a: "PageUp", 0xff9b: "PageDown", 0xff9c: "End", 0xff9d: "Clear", 0xff9e: "Insert", 0xff9f: "Delete", 0xffe1: "Shift", 0xffe2: "Shift",
	0xffe3: "Control", 0xffe4: "Control", 0xffe5: "CapsLock", 0xffe7: "Meta", 0xffe8: "Meta", 0xffe9: "Alt", 0xffea: "Alt", 0xffeb: "Meta",
	0xffec: "Meta", 0xffff: "Delete", 0x1008ff11: "AudioVolumeDown", 0x1008ff12: "AudioVolumeMute", 0x1008ff13: "AudioVolumeUp",
	0x1008ff14: "MediaPlayPause", 0x1008ff15: "MediaStop", 0x1008ff16: "MediaTrackPrevious", 0x1008ff17: "MediaTrackNext",
}

// keyCodes are the names of KeyboardEvent.code for the keys of a keyboard, by X11's and the kernel's number plus eight.
var keyCodes = map[uint]string{
	9: "Escape", 10: "Digit1", 11: "Digit2", 12: "Digit3", 13: "Digit4", 14: "Digit5", 15: "Digit6", 16: "Digit7", 17: "Digit8", 18: "Digit9",
	19: "Digit0", 20: "Minus", 21: "Equal", 22: "Backspace", 23: "Tab", 24: "KeyQ", 25: "KeyW", 26: "KeyE", 27: "KeyR", 28: "KeyT", 29: "KeyY",
	30: "KeyU", 31: "KeyI", 32: "KeyO", 33: "KeyP", 34: "BracketLeft", 35: "BracketRight", 36: "Enter", 37: "ControlLeft", 38: "KeyA", 39: "KeyS",
	40: "KeyD", 41: "KeyF", 42: "KeyG", 43: "KeyH", 44: "KeyJ", 45: "KeyK", 46: "KeyL", 47: "Semicolon", 48: "Quote", 49: "Backquote", 50: "ShiftLeft",
	51: "Backslash", 52: "KeyZ", 53: "KeyX", 54: "KeyC", 55: "KeyV", 56: "KeyB", 57: "KeyN", 58: "KeyM", 59: "Comma", 60: "Period", 61: "Slash",
	62: "ShiftRight", 63: "NumpadMultiply", 64: "AltLeft", 65: "Space", 66: "CapsLock", 67: "F1", 68: "F2", 69: "F3", 70: "F4", 71: "F5", 72: "F6",
	73: "F7", 74: "F8", 75: "F9", 76: "F10", 77: "NumLock", 78: "ScrollLock", 79: "Numpad7", 80: "Numpad8", 81: "Numpad9", 82: "NumpadSubtract",
	83: "Numpad4", 84: "Numpad5", 85: "Numpad6", 86: "NumpadAdd", 87: "Numpad1", 88: "Numpad2", 89: "Numpad3", 90: "Numpad0", 91: "NumpadDecimal",
	94: "IntlBackslash", 95: "F11", 96: "F12", 104: "NumpadEnter", 105: "ControlRight", 106: "NumpadDivide", 107: "PrintScreen", 108: "AltRight",
	110: "Home", 111: "ArrowUp", 112: "PageUp", 113: "ArrowLeft", 114: "ArrowRight", 115: "End", 116: "ArrowDown", 117: "PageDown", 118: "Insert",
	119: "Delete", 121: "AudioVolumeMute", 122: "AudioVolumeDown", 123: "AudioVolumeUp", 127: "Pause", 133: "MetaLeft", 134: "MetaRight",
	135: "ContextMenu",
}
