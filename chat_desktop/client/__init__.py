"""The `Client` port made real: core, cache and connection joined, without any Qt.

    profile = open_profile(folder)                  # raises ProfileInUse
    client = open_client(profile, "chat.example.org")   # raises Refusal, field "server"
    # or, for a session that was kept: open_client(profile, saved.url, saved=saved)
    await client.start()                            # cache readable, then connects by itself
    ...
    await client.stop()
    profile.close()

`start` leaves a client without a kept session signed out: `log_in` or `sign_up` follow. These
raise `InsecureServer` (an `Offline` with `url`) for an unencrypted server elsewhere: ask the user
once, call `profile.allow_plain(error.url)`, and try again. `profile.settings` has the accounts that
stay signed in, and the last server, login and wish to stay signed in, for the next log-in to
begin with.
"""

from chat_desktop.client.client import ServerClient, open_client
from chat_desktop.core.ports import InsecureServer
from chat_desktop.storage.profile import Profile, ProfileInUse, SavedAccount, open_profile

__all__ = [
    "InsecureServer",
    "Profile",
    "ProfileInUse",
    "SavedAccount",
    "ServerClient",
    "open_client",
    "open_profile",
]
