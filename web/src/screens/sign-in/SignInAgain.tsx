import { Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { onSignInElsewhere, providerPage, signedInAgain } from '../../hub/session';
import { SignIn } from './SignIn';

// Somebody else sees other records: nothing of the first person's screen may stay.
function goOn(chosen: string, before: string | undefined) {
  if (chosen === before) signedInAgain();
  else window.location.reload();
}

/** Asks for a new sign-in over the open screen, which keeps all that was typed; what could not be sent is sent then. */
export function SignInAgain({ userId }: { userId: string | undefined }) {
  const [waiting, setWaiting] = useState(false);
  useEffect(() => onSignInElsewhere((chosen) => goOn(chosen, userId)), [userId]);
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title="You are signed out" centered>
      <Text size="sm" mb="md">Your session has ended. Nothing you typed is lost: sign in again and it goes on.</Text>
      <SignIn
        first={userId}
        provider={{ href: providerPage('/signed-in'), target: '_blank', onClick: () => setWaiting(true) }}
        onSignedIn={(chosen) => goOn(chosen, userId)}
      />
      {waiting && <Text size="sm" mt="md" role="status">Sign in in the new tab, then come back to this one: it goes on by itself.</Text>}
    </Modal>
  );
}
