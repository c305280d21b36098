//! Uploaded bytes, in an object store: a local folder by default, an S3-compatible bucket when one is set.

use crate::error::AppError;
use bytes::Bytes;
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// A folder on this machine; created when it does not exist.
    ///
    /// # Errors
    /// When the folder cannot be created or read.
    pub fn in_folder(folder: &std::path::Path) -> object_store::Result<Self> {
        std::fs::create_dir_all(folder).map_err(|source| object_store::Error::Generic {
            store: "folder",
            source: Box::new(source),
        })?;
        Ok(Files(Arc::new(
            // The row that names a file is committed after this: the file and its folder are on the disk by then.
            object_store::local::LocalFileSystem::new_with_prefix(folder)?.with_fsync(true),
        )))
    }

    /// Any S3-compatible bucket, configured by the usual `AWS_…` variables: shared by several servers.
    ///
    /// # Errors
    /// When the settings are incomplete.
    pub fn in_bucket(bucket: &str) -> object_store::Result<Self> {
        // The client takes the process's cryptography; a second call finds it in place.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Files(Arc::new(
            object_store::aws::AmazonS3Builder::from_env()
                .with_bucket_name(bucket)
                .build()?,
        )))
    }

    /// Nothing survives the process: for tests.
    pub fn in_memory() -> Self {
        Files(Arc::new(object_store::memory::InMemory::new()))
    }

    /// # Errors
    /// The store's own, as a fault.
    pub async fn put(&self, id: Uuid, bytes: Bytes) -> Result<(), AppError> {
        self.0
            .put(&path(id), bytes.into())
            .await
            .map_err(AppError::fault)?;
        Ok(())
    }

    /// # Errors
    /// `NotFound` where nothing is stored under the id.
    pub async fn get(&self, id: Uuid) -> Result<Bytes, AppError> {
        match self.0.get(&path(id)).await {
            Ok(found) => found.bytes().await.map_err(AppError::fault),
            Err(object_store::Error::NotFound { .. }) => Err(AppError::NotFound),
            Err(other) => Err(AppError::fault(other)),
        }
    }
}

/// Spread over folders by the last two characters, which are random.
fn path(id: Uuid) -> Path {
    let name = id.simple().to_string();
    Path::from_iter([&name[30..], &name])
}
