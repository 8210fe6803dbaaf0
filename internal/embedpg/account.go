package embedpg

import (
	"errors"
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// rootFolder holds what PostgreSQL's user must reach when the hub runs as root, whose own folders are closed.
const rootFolder = "/var/cache/employer-hub"

// account is the user that the server runs as: nil for the user who runs the hub.
type account struct{ credential *syscall.Credential }

// accountFor finds the user to run as. Only root needs another: the owner of the data, else postgres, else nobody.
func accountFor(data string) (account, error) {
	if os.Getuid() != 0 {
		return account{}, nil
	}
	if info, err := os.Stat(data); err == nil {
		if owner, ok := info.Sys().(*syscall.Stat_t); ok && owner.Uid != 0 {
			return account{&syscall.Credential{Uid: owner.Uid, Gid: owner.Gid}}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(found.Uid, 10, 32)
		if err != nil {
			continue
		}
		gid, err := strconv.ParseUint(found.Gid, 10, 32)
		if err != nil {
			continue
		}
		return account{&syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
	}
	return account{}, errors.New("PostgreSQL does not run as root, and this machine has no user postgres or nobody: run the hub as another user")
}

// own gives path to the account.
func (a account) own(path string) error {
	if a.credential == nil {
		return nil
	}
	return os.Chown(path, int(a.credential.Uid), int(a.credential.Gid))
}
