package embedpg

import "syscall"

// attributes start a process as the account, out of reach of the terminal's Ctrl+C, that the kernel ends with this one.
func (a account) attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: a.credential, Setpgid: true, Pdeathsig: syscall.SIGINT}
}
