import { Alert, Container, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { onSignInElsewhere, providerPage, signedInAgain } from '../../hub/session';
import { refusedIn } from './refused';
import { SignIn } from './SignIn';
import { keepWanted, wanted } from './wanted';

/** Stands in the place of any screen while nobody is signed in, so that signing in leads to that screen. */
export function SignInScreen() {
  const { pathname, search } = useLocation();
  useEffect(() => {
    document.title = 'Sign in · Employer hub';
  }, []);
  useEffect(() => onSignInElsewhere(signedInAgain), []);
  const here = pathname === '/sign-in';
  const refused = here ? refusedIn(new URLSearchParams(search)) : null;
  const end = here ? wanted() : pathname + search;
  return (
    <Container component="main" size={440} py={64}>
      <Text fw={700} mb="xl">Employer hub</Text>
      <Title order={1} mb="md">Sign in</Title>
      {refused && <Alert role="alert" color="red.9" variant="outline" mb="md" title={refused.title}><Text size="sm">{refused.advice}</Text></Alert>}
      <SignIn provider={{ href: providerPage(end, refused?.otherAccount), onClick: () => keepWanted(end) }} onSignedIn={signedInAgain} />
    </Container>
  );
}
