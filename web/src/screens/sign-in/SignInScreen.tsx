import { Container, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { signedInAgain } from '../../hub/session';
import { SignIn } from './SignIn';

/** Stands in the place of any screen while nobody is signed in, so that signing in leads to that screen. */
export function SignInScreen() {
  useEffect(() => {
    document.title = 'Sign in · Employer hub';
  }, []);
  return (
    <Container component="main" size={440} py={64}>
      <Text fw={700} mb="xl">Employer hub</Text>
      <Title order={1} mb="md">Sign in</Title>
      <SignIn onSignedIn={signedInAgain} />
    </Container>
  );
}
