import { Container } from '@mantine/core';
import { useEffect } from 'react';
import { Outlet } from 'react-router';
import { ViewerDocument } from '../gql/graphql';
import { useRead } from '../hub/read';
import { tellWhoIsSignedIn, useSignedOut } from '../hub/session';
import { Loading } from '../parts/Loading';
import { TroublePanel } from '../parts/TroublePanel';
import { InteractionProvider } from '../screens/interaction/InteractionProvider';
import { SignInAgain } from '../screens/sign-in/SignInAgain';
import { SignInScreen } from '../screens/sign-in/SignInScreen';
import { ViewerContext } from './viewer';

/** Lets nobody further who is not signed in. */
export function Gate() {
  const signedOut = useSignedOut();
  const [{ data, error }, again] = useRead({ query: ViewerDocument });
  const viewer = data?.viewer;
  const userId = viewer?.user?.id;
  useEffect(() => {
    if (userId && !signedOut) tellWhoIsSignedIn(userId);
  }, [userId, signedOut]);

  if (!viewer) {
    if (signedOut) return <SignInScreen />;
    return (
      <Container component="main" size="sm" py={64}>
        {error ? <TroublePanel error={error} again={again} /> : <Loading lines={3} />}
      </Container>
    );
  }
  return (
    <ViewerContext value={viewer}>
      <InteractionProvider><Outlet /></InteractionProvider>
      {signedOut && <SignInAgain userId={userId} />}
    </ViewerContext>
  );
}
