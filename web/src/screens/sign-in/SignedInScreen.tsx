import { Container, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'react-router';

/** Where a sign-in in a second tab ends. */
export default function SignedInScreen() {
  useEffect(() => {
    document.title = 'Signed in · Employer hub';
    window.close(); // where the browser lets us
  }, []);
  return (
    <Container component="main" size={440} py={64}>
      <Text fw={700} mb="xl">Employer hub</Text>
      <Title order={1} mb="md">You are signed in</Title>
      <Text mb="md">Close this tab and go back to the one before: it has gone on where you were.</Text>
      <Link to="/">Or open the hub here</Link>
    </Container>
  );
}
