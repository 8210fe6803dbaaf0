import { Modal, Text } from '@mantine/core';
import { signedInAgain } from '../../hub/session';
import { SignIn } from './SignIn';

/** Asks for a new sign-in over the open screen, which keeps all that was typed; what could not be sent is sent then. */
export function SignInAgain({ userId }: { userId: string | undefined }) {
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title="You are signed out" centered>
      <Text size="sm" mb="md">Your session has ended. Nothing you typed is lost: sign in again and it goes on.</Text>
      <SignIn
        first={userId}
        onSignedIn={(chosen) => {
          // Somebody else sees other records: nothing of the first person's screen may stay.
          if (chosen === userId) signedInAgain();
          else window.location.reload();
        }}
      />
    </Modal>
  );
}
