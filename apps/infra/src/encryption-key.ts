// A key of KMS that rotates, named by its alias.
import { Key } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The key that encrypts the buckets of a stack; what it encrypted stays readable when the stack goes. */
export const encryptionKey = (scope: Construct, name: string, description: string): Key =>
  new Key(scope, 'Key', {
    alias: name,
    description,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
