//! The only place that knows lettre: messages by SMTP, or as files in a demonstration; text messages to the log.

use app::{entity::kinds::Channel, notifications::outbox::Message};
use async_trait::async_trait;
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use std::path::Path;

/// A way to reach people.
#[async_trait]
pub trait Carrier: Send + Sync {
    /// # Errors
    /// Why the message did not leave; it is tried again later.
    async fn send(&self, message: &Message) -> Result<(), String>;
}

enum Post {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

pub struct Mail {
    post: Post,
    from: Mailbox,
}

impl Mail {
    /// SMTP where an address is given, else a folder.
    ///
    /// # Errors
    /// A malformed address, or a folder that cannot be made.
    pub fn new(smtp_url: &str, folder: &Path, from: &str) -> Result<Self, String> {
        let from = from.parse().map_err(|why| format!("mail_from: {why}"))?;
        let post = if smtp_url.is_empty() {
            std::fs::create_dir_all(folder)
                .map_err(|why| format!("{}: {why}", folder.display()))?;
            Post::Folder(AsyncFileTransport::new(folder))
        } else {
            let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)
                .map_err(|why| format!("smtp_url: {why}"))?;
            Post::Smtp(smtp.build())
        };
        Ok(Mail { post, from })
    }

    fn letter(&self, message: &Message) -> Result<lettre::Message, String> {
        let address = message
            .to
            .parse()
            .map_err(|_| "the stored address is malformed".to_owned())?;
        lettre::Message::builder()
            // The same for every attempt: a mail server that took it before the line broke knows it again.
            .message_id(Some(format!("<{}@xuanxian>", message.id)))
            .from(self.from.clone())
            .to(Mailbox::new(Some(message.name.clone()), address))
            .subject(&message.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(message.body.clone())
            .map_err(|why| why.to_string())
    }
}

#[async_trait]
impl Carrier for Mail {
    async fn send(&self, message: &Message) -> Result<(), String> {
        let letter = self.letter(message)?;
        match &self.post {
            Post::Smtp(smtp) => smtp
                .send(letter)
                .await
                .map(drop)
                .map_err(|why| why.to_string()),
            Post::Folder(folder) => folder
                .send(letter)
                .await
                .map(drop)
                .map_err(|why| why.to_string()),
        }
    }
}

/// Text messages where no provider is configured: a line in the log, without the number.
pub struct LogSms;

#[async_trait]
impl Carrier for LogSms {
    async fn send(&self, message: &Message) -> Result<(), String> {
        tracing::info!(message = %message.id, subject = message.subject, "text message");
        Ok(())
    }
}

/// A carrier for each channel.
pub struct Carriers {
    pub email: Box<dyn Carrier>,
    pub sms: Box<dyn Carrier>,
}

impl Carriers {
    pub fn of(&self, channel: Channel) -> &dyn Carrier {
        match channel {
            Channel::Email => &*self.email,
            Channel::Sms => &*self.sms,
        }
    }
}
