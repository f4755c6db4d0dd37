"""The site half: faq/ -> site/ and the contact bundle, stage by stage; `generator.build` is the one that knows them all."""
